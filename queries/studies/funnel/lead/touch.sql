-- What did a lead see or do? Grain: one row per touch and lead. Reads: population (id, account_ref).
-- Traps: a touch that names no lead counts for every lead of its account.
select t.lead_id as unit, t.happened_at as moment, t.id as thing
from mart.touch t join population p on p.id = t.lead_id
where t.happened_at is not null
union all
select p.id, t.happened_at, t.id
from population p
join mart.account a on a.ref = p.account_ref
join mart.touch t on t.account_id = a.id and t.lead_id is null
where t.happened_at is not null
