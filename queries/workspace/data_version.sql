-- Question: which state of the data do answers belong to?
-- Grain: one row.
-- Trap: read inside the transaction that changes the data, never kept across a commit.
select data_version from meta.state
