-- When did sales accept leads of an account? Grain: one row per lead that became an SQL. Reads: population (id).
select p.id as unit, l.sql_at as moment, l.id as thing
from population p join mart.account a on a.id = p.id join mart.lead l on l.account_ref = a.ref
where l.sql_at is not null
