-- Channels as leads, deals and spend name them. Grain: one row per text that names a channel (`ref`).
-- Traps: a channel whose name counts as another's (meta.alias) is that channel, where there is one.
-- No rows without rows of: model.channel.
-- Keyed: name, source_name, medium.
create or replace table mart.channel as
with same as (
  select o.id, min(c.id) as same_id, any_value(a.canonical) as name
  from model.channel o
  join meta.alias a on a.kind = 'channel' and a.text = o.name
  left join model.channel c on c.name = a.canonical and not c.is_deleted
  group by o.id
)
select r.ref, c.id, coalesce(s.name, c.name) as name, c.source_name, c.medium, c.is_paid, c.is_stub, c.source, c.load_id
from meta.reference r
join model.channel o on o.id = r.id
left join same s on s.id = o.id
join model.channel c on c.id = coalesce(s.same_id, o.id)
where r.entity = 'channel';
