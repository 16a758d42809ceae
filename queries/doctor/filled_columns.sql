-- Question: are the counts of filled columns what a recount says? Grain: one row. Traps: `filled_before` was made by keep_filled_columns.sql.
with wrong as (
  select concat(entity, '.', column_name, ': ', coalesce(b.filled, 0), ' ≠ ', coalesce(n.filled, 0)) as example
  from filled_before b full join meta.filled_column n using (entity, column_name)
  where b.filled is distinct from n.filled
)
select (select count(*) from meta.filled_column) as checked, count(*) as found, coalesce(list(example order by example)[:5], []) as examples
from wrong;
