-- Question: does every row that loads changed have one version at a time? Grain: one row. Parameters: $table, for example model.lead, and
-- $history, its table in `history`. Traps: a row that was removed and came back has a gap, which is right; an undone load ended nothing.
with versions as (
  select source, source_id, load_id, null::integer as ended_by from query_table($table)
  union all
  select source, source_id, load_id, ended_by from query_table($history)
),
ordered as (
  select *, lag(coalesce(ended_by, 2147483647)) over (partition by source, source_id order by load_id) as previous_end
  from versions
),
wrong as (
  select concat(source, '/', source_id, ': ', load_id, ' - ', coalesce(ended_by::varchar, '…')) as example
  from ordered o
  where load_id >= ended_by or previous_end > load_id
    or (ended_by is not null and not exists (select 1 from meta.load l where l.id = o.ended_by and not l.undone))
)
select (select count(*) from query_table($history)) as checked, count(*) as found, coalesce(list(example order by example)[:5], []) as examples
from wrong;
