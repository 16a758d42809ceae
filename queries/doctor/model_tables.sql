-- Question: which tables does the model have, those of unrecognised files among them, and what speaks of each? Grain: one row per table.
-- Traps: the estimate counts deleted rows too, so 0 is certain and anything else is not; has_files and has_names hold for an emptied table.
select
  t.table_name as name, t.estimated_size > 0 as has_rows,
  exists (select 1 from meta.file f where f.kind = t.table_name) as has_files,
  exists (select 1 from meta.reference r where r.entity = t.table_name) as has_names,
  exists (select 1 from meta.filled_column c where c.entity = t.table_name) as has_counts
from duckdb_tables() t
where t.schema_name = 'model' and t.database_name = current_database()
order by name;
