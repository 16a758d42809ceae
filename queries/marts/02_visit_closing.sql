-- Deals whose row is open while the last entry of their stage is a closing one that the row knows nothing of: the history was loaded later.
-- Grain: one row per such deal. Traps: the same order of entries as in mart.opportunity_state: what the row says of its stage stands after a visit
-- that was entered or loaded by its first version, a later version stands where it changed stage or status, from its own time of change where
-- that lies between the two loads, else from the load; a row that says neither stage nor status says nothing.
-- No rows without rows of: model.stage_visit.
create or replace table mart.closed_by_visit as
with last_visits as (
  select v.source, v.opportunity as source_id, arg_max(struct_pack(ref := s.ref, kind := s.kind, entered_at := v.entered_at, load_id := v.load_id), (v.entered_at, s.position, v.id)) as last
  from model.stage_visit v
  join model.opportunity o on o.source = v.source and o.source_id = v.opportunity and not o.is_deleted
  left join meta.reference r on r.entity = 'stage' and r.raw = coalesce(v.pipeline, o.pipeline, '') || '/' || v.stage
  left join mart.stage_place s on s.ref = r.ref
  where not v.is_deleted and v.entered_at is not null and v.stage is not null
  group by v.source, v.opportunity
),
candidates as (
  select o.id, o.source, o.source_id, l.last
  from last_visits l
  join model.opportunity o on o.source = l.source and o.source_id = l.source_id
  left join meta.reference r on r.entity = 'stage' and r.raw = coalesce(o.pipeline, '') || '/' || o.stage
  left join mart.stage_kind k on k.ref = r.ref
  where l.last.kind <> 'open' and coalesce(o.status, k.kind, 'open') = 'open'
),
loads as (
  select id, coalesce(true_at, (loaded_at at time zone 'UTC') at time zone coalesce((select value from meta.setting where key = 'time_zone'), 'UTC')) as known_at
  from meta.load
),
versions as (
  select
    c.id, c.last, v.load_id, v.stage, v.status, v.updated_at, coalesce(l.known_at, v.created_at) as known_at, row_number() over in_order as nth, lag(coalesce(l.known_at, v.created_at)) over in_order as previous_known_at,
    row(v.stage, v.pipeline, v.status) is distinct from lag(row(v.stage, v.pipeline, v.status)) over in_order as is_changed
  from candidates c
  join (
    select source, source_id, load_id, stage, pipeline, status, updated_at, created_at from model.opportunity where not is_stub
    union all select source, source_id, load_id, stage, pipeline, status, updated_at, created_at from history.opportunity where not is_stub
  ) v on v.source = c.source and v.source_id = c.source_id
  left join loads l on l.id = v.load_id
  window in_order as (partition by c.id order by v.load_id)
)
select id as opportunity_id, any_value(last.ref) as stage_ref, any_value(last.kind) as kind, any_value(last.entered_at) as entered_at
from versions
group by id
having not bool_or(coalesce(stage, status) is not null and case
  when nth = 1 then last.load_id <= load_id or last.entered_at <= known_at
  else is_changed and case when updated_at > previous_known_at and updated_at <= known_at then updated_at else known_at end >= last.entered_at end);
