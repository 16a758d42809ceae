-- What did an account see or do? Grain: one row per touch. Reads: population (id).
select p.id as unit, t.happened_at as moment, t.id as thing
from population p join mart.touch t on t.account_id = p.id
where t.happened_at is not null
