-- When did an account order? Grain: one row per confirmed order, with a deal or without. Reads: population (id).
select p.id as unit, r.ordered_at as moment, r.id as thing
from population p join mart.account a on a.id = p.id join mart."order" r on r.account_ref = a.ref
where r.ordered_at is not null and r.is_confirmed
