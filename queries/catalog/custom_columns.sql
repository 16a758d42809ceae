-- Question: which columns of their own did the sources bring, and in which table do their values lie?
-- Grain: one row per custom column of an entity.
select c.entity, c.column_name, c.header, c.type, d.schema_name, d.table_name
from meta.custom_column c
join duckdb_columns() d on d.column_name = c.column_name and d.schema_name = 'model'
  and d.table_name in (c.entity, c.entity || '_custom', 'custom_' || c.entity);
