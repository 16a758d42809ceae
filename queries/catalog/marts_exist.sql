-- Question: were the marts ever built? A workspace that never loaded anything has none.
-- Grain: one row.
select count(*) = 2 as exist from duckdb_tables() where schema_name = 'mart' and table_name in ('lead', 'customer');
