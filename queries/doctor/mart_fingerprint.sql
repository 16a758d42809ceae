-- Question: what does one mart hold, whatever the order of its rows? Grain: one row. Parameters: $table, for example mart.lead.
-- Traps: a text that is stored as a code is hashed as its code, so that the dictionary has to be told, too; where there are no rows it says nothing.
with held as (
  select count(*) as rows, coalesce(sum(hash(t)::hugeint), 0)::varchar as content from query_table($table) t
),
dictionaries as (
  select string_agg(column_name || ' ' || hash(data_type), ' ' order by column_index) as said
  from duckdb_columns()
  where database_name = current_database() and schema_name || '.' || table_name = replace($table, '"', '') and starts_with(data_type, 'ENUM')
)
select h.rows, concat_ws(' ', h.content, case when h.rows > 0 then d.said end) as content
from held h cross join dictionaries d;
