-- Question: are there marts, and with which SQL were they built? Grain: one row.
select
  exists (from duckdb_tables() where schema_name = 'mart' and database_name = current_database()) as exist,
  (select max(version) from meta.marts_version) as version;
