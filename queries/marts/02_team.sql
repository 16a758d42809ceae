-- Teams as targets name them. Grain: one row per text that names a team (`ref`).
-- No rows without rows of: model.team.
-- Keyed: name, region.
create or replace table mart.team as
select r.ref, t.id, t.name, t.region, coalesce(pt.name, t.parent) as parent, t.is_stub, t.source, t.load_id
from meta.reference r
join model.team t on t.id = r.id
left join meta.reference pr on pr.entity = 'team' and pr.raw = t.parent
left join model.team pt on pt.id = pr.id
where r.entity = 'team';
