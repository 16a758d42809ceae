-- Question: which settings do queries see?
-- Grain: one row per setting.
-- Trap: a copy; the settings document is the original, and may have been changed while nobody had the workspace open.
select key, value from meta.setting
