-- Question: none; empties meta.alias. Grain: changes all its rows.
-- Trap: the settings document is the original; always followed by its rows in the same transaction.
delete from meta.alias
