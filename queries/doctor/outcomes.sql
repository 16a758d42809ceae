-- Question: did every row that was read end as loaded, updated, unchanged or put aside, file by file of every load? Grain: one row.
-- Traps: files are found by their name, so where two of a load share one, only the sum is checked; a file's `rows` count blank ones
-- and footers too, so they are the most that can have been read; an invented company has no files and an empty outcome.
with said as (
  select l.id as load_id, unnest(from_json(case when json_valid(l.outcome) then l.outcome else '[]' end,
    '[{"name":"VARCHAR","rowsRead":"BIGINT","loaded":"BIGINT","updated":"BIGINT","unchanged":"BIGINT","quarantined":"BIGINT"}]')) as o
  from meta.load l where not l.undone
),
files as (
  select f.load_id, f.name, count(*) as files, sum(f.rows) as rows, sum((select count(*) from meta.quarantine q where q.file_id = f.id)) as aside
  from meta.file f where f.is_repeat is not true group by f.load_id, f.name
),
outcomes as (
  select load_id, o.name as name, count(*) as files, sum(o.rowsRead) as read, sum(o.loaded + o.updated + o.unchanged) as used, sum(o.quarantined) as aside
  from said group by load_id, o.name
),
wrong as (
  select concat('load ', id, ': outcome') as example from meta.load where not json_valid(outcome)
  union all
  select concat('load ', load_id, ' ', name, ': ', read, ' ≠ ', used, ' + ', aside) from outcomes where read is distinct from used + aside
  union all
  select concat('load ', o.load_id, ' ', o.name, ': ', o.aside, ' ≠ ', f.aside, ' quarantined')
  from outcomes o join files f on f.load_id = o.load_id and f.name = o.name and f.files = o.files
  where o.aside <> f.aside
  union all
  select concat('load ', o.load_id, ' ', o.name, ': ', o.read, ' > ', f.rows)
  from outcomes o join files f on f.load_id = o.load_id and f.name = o.name and f.files = o.files
  where o.read > f.rows
  union all
  select concat('load ', f.load_id, ' ', f.name, ': -')
  from files f join meta.load l on l.id = f.load_id
  where l.outcome <> '[]' and not l.undone and not exists (select 1 from outcomes o where o.load_id = f.load_id and o.name = f.name)
)
select (select count(*) from said) as checked, count(*) as found, coalesce(list(example order by example)[:5], []) as examples
from wrong;
