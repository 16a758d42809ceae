-- Question: none; puts the settings where queries can read them.
-- Grain: adds one row of meta.setting per setting.
-- Parameters: $settings (JSON object of texts; null for a setting without a value).
insert into meta.setting (key, value) select key, json_extract_string($settings::json, concat('$.', key)) from (select unnest(json_keys($settings::json)) as key)
