-- Question: how many real things does one table of the model hold? Grain: one row. Parameters: $table, for example model.lead.
-- Trap: stubs stand for parents that were named but never described; deleted rows are left out.
select count(*) as rows from query_table($table) where not is_stub and not is_deleted;
