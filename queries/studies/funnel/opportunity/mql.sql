-- When did the lead of a deal become an MQL? Grain: one row per deal with such a lead. Reads: population (id, lead_id), $impute.
-- Traps: with $impute a lead that became an SQL without being an MQL counts as both at once.
select p.id as unit, case when $impute::boolean then coalesce(l.mql_at, l.sql_at) else l.mql_at end as moment, l.id as thing
from population p join mart.lead l on l.id = p.lead_id
where l.mql_at is not null or ($impute::boolean and l.sql_at is not null)
