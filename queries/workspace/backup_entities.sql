-- Question: which tables of the model may hold things? Grain: one row per table, those of unrecognised files among them.
-- Traps: asked of older schemas too; the estimate counts deleted rows, so 0 is certain and anything else is not.
select t.table_name as entity
from duckdb_tables() t
where t.schema_name = 'model' and t.database_name = current_database() and t.estimated_size > 0
  and exists (
    select 1 from duckdb_columns() c
    where c.database_name = t.database_name and c.schema_name = 'model' and c.table_name = t.table_name and c.column_name = 'is_stub'
  )
order by entity;
