-- Question: which marts are there, and do they name things (`…_ref`) or other rows (`…_id`)? Grain: one row per mart.
-- Traps: the pattern of the rows named is the one of row_links.sql; `source_id` is a text of the source and no link.
select t.table_name as name,
  count(*) filter (where ends_with(c.column_name, '_ref')) > 0 as has_refs,
  count(*) filter (where regexp_full_match(c.column_name, '(opportunity|lead|order|contract|quote|payment|account)_id')) > 0 as has_links
from duckdb_tables() t
join duckdb_columns() c on c.schema_name = t.schema_name and c.table_name = t.table_name and c.database_name = t.database_name
where t.schema_name = 'mart' and t.database_name = current_database()
group by t.table_name
order by name;
