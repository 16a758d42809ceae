-- Question: does every row of one table of the model have an id of its own, and a key of its own within its source?
-- Grain: one row. Parameters: $table, for example model.lead. Traps: large tables have no primary keys on purpose; this stands in for them.
with twice as (
  select concat(source, '/', source_id, ' (', count(*), ')') as example from query_table($table) group by source, source_id having count(*) > 1
  union all
  select concat('id ', id, ' (', count(*), ')') from query_table($table) group by id having count(*) > 1
)
select (select count(*) from query_table($table)) as checked, count(*) as found, coalesce(list(example order by example)[:5], []) as examples
from twice;
