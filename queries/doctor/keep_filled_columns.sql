-- Sets the counts of filled columns aside before they are counted anew in the same transaction. Grain: one row per column that holds anything.
create or replace temp table filled_before as select entity, column_name, filled from meta.filled_column;
