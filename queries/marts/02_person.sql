-- Owners as reports see them. Grain: one row per text that names a person (`ref`); several refs may share one `id`.
-- Traps: count people by id, never by ref; a manager is a person too; the team's region stands in for a missing own one.
-- No rows without rows of: model.person.
create or replace table mart.person as
select
  r.ref, p.id, p.name, p.email,
  coalesce(t.name, p.team) as team,
  coalesce(m.name, p.manager) as manager,
  coalesce(p.region, t.region) as region,
  p.active_from, p.active_to, p.is_stub, p.source, p.load_id
from meta.reference r
join model.person p on p.id = r.id
left join meta.reference tr on tr.entity = 'team' and tr.raw = p.team
left join model.team t on t.id = tr.id
left join meta.reference mr on mr.entity = 'person' and mr.raw = p.manager
left join model.person m on m.id = mr.id
where r.entity = 'person';
