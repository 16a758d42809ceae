-- Question: none; empties meta.stage_setting. Grain: changes all its rows.
-- Trap: the settings document is the original; always followed by its rows in the same transaction.
delete from meta.stage_setting
