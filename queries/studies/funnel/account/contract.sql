-- When did an account sign contracts? Grain: one row per contract that stands, with a deal or without. Reads: population (id).
select p.id as unit, c.signed_at as moment, c.id as thing
from population p join mart.account a on a.id = p.id join mart.contract c on c.account_ref = a.ref
where c.signed_at is not null and c.is_valid
