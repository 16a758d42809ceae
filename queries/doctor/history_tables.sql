-- Question: of which tables of the model are earlier versions kept? Grain: one row per table.
select h.table_name as name
from duckdb_tables() h
join duckdb_tables() m on m.table_name = h.table_name and m.schema_name = 'model' and m.database_name = h.database_name
where h.schema_name = 'history' and h.database_name = current_database()
order by name;
