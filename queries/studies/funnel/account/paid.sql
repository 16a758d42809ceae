-- When did an account pay? Grain: one row per payment, for an order or not. Reads: population (id).
-- Traps: refunds and void payments are no payments.
select p.id as unit, y.received_at as moment, y.id as thing
from population p join mart.account a on a.id = p.id join mart.payment y on y.account_ref = a.ref
where y.received_at is not null and y.is_valid and y.amount > 0
