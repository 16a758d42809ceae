-- When were the leads of an account created? Grain: one row per lead. Reads: population (id).
select p.id as unit, l.created_at as moment, l.id as thing
from population p join mart.account a on a.id = p.id join mart.lead l on l.account_ref = a.ref
where l.created_at is not null
