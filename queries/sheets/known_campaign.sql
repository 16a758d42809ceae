-- Question: by which texts is each campaign known? Grain: one row per text.
-- Traps: a stub that only a sheet named (load 0) is known to nobody else.
select distinct r.raw as text, coalesce(t.name, r.raw) as name
from meta.reference r join model.campaign t on t.id = r.id
where r.entity = 'campaign' and not t.is_deleted and not (t.is_stub and t.load_id = 0)
