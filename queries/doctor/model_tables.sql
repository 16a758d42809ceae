-- Question: which tables does the model have, those of unrecognised files among them? Grain: one row per table.
select table_name as name from duckdb_tables() where schema_name = 'model' and database_name = current_database() order by name;
