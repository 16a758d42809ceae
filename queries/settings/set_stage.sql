-- Question: none; says what a stage is in place of its source. Grain: adds one row. Parameters: $key (`pipeline/stage`), the others null where nothing is said.
insert into meta.stage_setting (stage_key, position, probability, kind, forecast_category, valid_from, valid_to)
values ($key, $position::integer, $probability::double, $kind, $category, $from::date, $to::date)
