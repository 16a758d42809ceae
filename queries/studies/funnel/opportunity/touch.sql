-- What did the account of a deal see or do? Grain: one row per touch and deal. Reads: population (id, account_ref).
select p.id as unit, t.happened_at as moment, t.id as thing
from population p
join mart.account a on a.ref = p.account_ref
join mart.touch t on t.account_id = a.id
where t.happened_at is not null
