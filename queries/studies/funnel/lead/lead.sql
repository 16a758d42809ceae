-- When was a lead created? Grain: one row per lead. Reads: population (id, created_at).
select id as unit, created_at as moment, id as thing from population where created_at is not null
