-- Question: none; empties meta.budget_rate. Grain: changes all its rows.
-- Trap: the settings document is the original; always followed by its rows in the same transaction.
delete from meta.budget_rate
