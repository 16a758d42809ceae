-- A deal is its own deal. Grain: one row per deal. Reads: population (id).
select id as unit, id as opportunity_id from population
