-- Question: are all rows that loads added to one table of the model still there? Grain: one row. Parameters: $entity, $table (model.<entity>).
-- Traps: rows are never deleted, only marked; lines, visits, changes and allocations read out of other rows come and go and are not counted as loaded;
-- versions of records load the record itself where nothing else describes it;
-- a file that says nothing new has an outcome but no file of its own, and adds nothing.
with said as (
  select l.id as load_id, unnest(from_json(case when json_valid(l.outcome) then l.outcome else '[]' end, '[{"name":"VARCHAR","loaded":"BIGINT","histories":{"entity":"VARCHAR","records":"BIGINT"}}]')) as o
  from meta.load l where not l.undone
),
files as (select distinct load_id, name, kind from meta.file),
added as (
  select coalesce(sum(rows), 0)::bigint as rows
  from (
    select s.o.loaded as rows from said s semi join files f on f.load_id = s.load_id and f.name = s.o.name and f.kind = $entity
    union all
    select s.o.histories.records from said s semi join files f on f.load_id = s.load_id and f.name = s.o.name and f.kind = 'field_change'
    where s.o.histories.entity = $entity
  )
),
present as (
  select count(*) as rows from query_table($table)
  where source = 'file' and not ends_with(source_id, '#product') and not contains(source_id, '#entered ') and not ends_with(source_id, '#allocation')
    and not contains(source_id, '#change ') and not contains(source_id, '#visit')
)
select
  p.rows as checked, abs(a.rows - p.rows)::bigint as found,
  case when a.rows = p.rows then [] else [concat(p.rows, ' ≠ ', a.rows)] end as examples
from added a, present p;
