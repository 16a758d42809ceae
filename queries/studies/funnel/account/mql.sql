-- When did leads of an account become MQLs? Grain: one row per lead that did. Reads: population (id), $impute.
-- Traps: with $impute a lead that became an SQL without being an MQL counts as both at once.
select p.id as unit, case when $impute::boolean then coalesce(l.mql_at, l.sql_at) else l.mql_at end as moment, l.id as thing
from population p join mart.account a on a.id = p.id join mart.lead l on l.account_ref = a.ref
where l.mql_at is not null or ($impute::boolean and l.sql_at is not null)
