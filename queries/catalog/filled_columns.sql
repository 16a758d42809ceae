-- Question: which columns hold any value?
-- Grain: one row per column of an entity with at least one value.
select entity, column_name from meta.filled_column where filled > 0;
