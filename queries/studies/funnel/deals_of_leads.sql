-- Which deal did a lead become? Grain: one row per lead with a deal. Reads: population (id, opportunity_id).
select id as unit, opportunity_id from population where opportunity_id is not null
