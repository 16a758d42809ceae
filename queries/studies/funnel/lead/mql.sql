-- When did a lead become an MQL? Grain: one row per lead that did. Reads: population (id, mql_at, sql_at), $impute.
-- Traps: with $impute a lead that became an SQL without being an MQL counts as both at once.
select id as unit, case when $impute::boolean then coalesce(mql_at, sql_at) else mql_at end as moment, id as thing
from population
where mql_at is not null or ($impute::boolean and sql_at is not null)
