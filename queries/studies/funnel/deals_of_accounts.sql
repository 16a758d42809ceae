-- Which deals does an account have? Grain: one row per deal. Reads: population (id).
-- Traps: several texts may name one account.
select p.id as unit, o.id as opportunity_id
from population p join mart.account a on a.id = p.id join mart.opportunity o on o.account_ref = a.ref
