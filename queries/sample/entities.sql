-- Question: which entities did the sample company fill?
-- Grain: one row per entity with rows.
-- Traps: reads what the load says of itself, not the tables.
select kind from meta.file where rows > 0 order by id;
