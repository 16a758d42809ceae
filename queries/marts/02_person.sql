-- Owners as reports see them. Grain: one row per text that names a person (`ref`); several refs may share one `id`.
-- Traps: count people by id, never by ref; a manager is a person too; the team's region stands in for a missing own one; a person whose name
-- counts as another's (meta.alias) is that person.
-- No rows without rows of: model.person.
-- Keyed: name, team, manager, region.
create or replace table mart.person as
with same as (
  select o.id, min(c.id) as same_id, any_value(a.canonical) as name
  from model.person o
  join meta.alias a on a.kind = 'person' and a.text = o.name
  left join model.person c on c.name = a.canonical and not c.is_deleted
  group by o.id
)
select
  r.ref, p.id, coalesce(s.name, p.name) as name, p.email,
  coalesce(t.name, p.team) as team,
  coalesce(ma.canonical, m.name, p.manager) as manager,
  coalesce(ga.canonical, p.region, t.region) as region,
  p.active_from, p.active_to, p.is_stub, p.source, p.load_id
from meta.reference r
join model.person o on o.id = r.id
left join same s on s.id = o.id
join model.person p on p.id = coalesce(s.same_id, o.id)
left join meta.reference tr on tr.entity = 'team' and tr.raw = p.team
left join model.team t on t.id = tr.id
left join meta.reference mr on mr.entity = 'person' and mr.raw = p.manager
left join model.person m on m.id = mr.id
left join meta.alias ma on ma.kind = 'person' and ma.text = coalesce(m.name, p.manager)
left join meta.alias ga on ga.kind = 'region' and ga.text = coalesce(p.region, t.region)
where r.entity = 'person';
