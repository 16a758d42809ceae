-- Question: none; puts one setting where queries can read it.
-- Grain: adds one row of meta.setting.
-- Parameters: $key, $value (text, or null for a setting without a value).
insert into meta.setting (key, value) values ($key, $value)
