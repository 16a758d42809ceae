-- Question: none; empties the copy of the settings that queries read.
-- Grain: changes all rows of meta.setting.
-- Trap: the settings document is the original; always followed by set_settings in the same transaction.
delete from meta.setting
