-- Question: were the marts ever built? A workspace that never loaded anything has none.
-- Grain: one row. Trap: in the data of an earlier day unchanged marts are views, and other databases may be attached.
select count(distinct table_name) = 2 as exist from duckdb_columns()
where database_name = current_database() and schema_name = 'mart' and table_name in ('lead', 'customer');
