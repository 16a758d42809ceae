-- Question: does every text that names something stand once, under a number of its own, for an entity there is? Grain: one row.
with wrong as (
  select concat(entity, ' "', raw, '" (', count(*), ')') as example from meta.reference group by entity, raw having count(*) > 1
  union all
  select concat('ref ', ref, ' (', count(*), ')') from meta.reference group by ref having count(*) > 1
  union all
  select concat(entity, ' "', raw, '"') from meta.reference
  where entity not in (select table_name from duckdb_tables() where schema_name = 'model' and database_name = current_database())
)
select (select count(*) from meta.reference) as checked, count(*) as found, coalesce(list(example order by example)[:5], []) as examples
from wrong;
