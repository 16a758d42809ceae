-- Question: are all rows that loads added to one table of the model still there? Grain: one row. Parameters: $entity, $table (model.<entity>).
-- Traps: rows are never deleted, only marked; lines, visits and allocations read out of a deal or a payment come and go and are not counted as loaded;
-- a file that says nothing new has an outcome but no file of its own, and adds nothing.
with said as (
  select l.id as load_id, unnest(from_json(case when json_valid(l.outcome) then l.outcome else '[]' end, '[{"name":"VARCHAR","loaded":"BIGINT"}]')) as o
  from meta.load l where not l.undone
),
added as (
  select coalesce(sum(s.o.loaded), 0)::bigint as rows
  from said s
  where exists (select 1 from meta.file f where f.load_id = s.load_id and f.name = s.o.name and f.kind = $entity)
),
present as (
  select count(*) as rows from query_table($table)
  where source = 'file' and not ends_with(source_id, '#product') and not contains(source_id, '#entered ') and not ends_with(source_id, '#allocation')
)
select
  p.rows as checked, abs(a.rows - p.rows)::bigint as found,
  case when a.rows = p.rows then [] else [concat(p.rows, ' ≠ ', a.rows)] end as examples
from added a, present p;
