-- When did an account buy again? Grain: one row per purchase after its first. Reads: population (id).
select p.id as unit, b.purchased_at as moment, b.id as thing
from population p join mart.purchase b on b.account_id = p.id
where b.sequence > 1
