-- Every stay of a deal in a stage. Grain: one row per visit; a visit ends when the next begins or the deal closes.
-- Traps: rows that do not change the stage are no visits; equal times are ordered by the stage's position;
-- outcome is one of advanced, regressed, won, lost, moved (to another pipeline), open, and the six add up to the entries.
-- No rows without rows of: model.stage_visit.
-- Keyed: outcome.
create or replace table mart.stage_visit as
with entries as (
  select
    v.id, v.load_id, v.file_id, v.row_number, o.id as opportunity_id, o.account_ref, o.owner_ref, o.channel_ref, o.amount_reporting,
    o.status as deal_status, o.closed_at as deal_closed_at, s.ref as stage_ref, s.id as stage_id, s.position, s.kind, s.pipeline,
    v.entered_at, v.left_at,
    lag(s.id) over by_time as previous_stage_id
  from model.stage_visit v
  join model.opportunity m on m.source_id = v.opportunity and m.source = v.source and not m.is_deleted
  join mart.opportunity o on o.id = m.id
  left join meta.reference r on r.entity = 'stage' and r.raw = coalesce(v.pipeline, m.pipeline, '') || '/' || v.stage
  left join mart.stage_place s on s.ref = r.ref
  where not v.is_deleted and v.entered_at is not null
  window by_time as (partition by v.opportunity, v.source order by v.entered_at, s.position, v.id)
),
visits as (
  select
    *,
    lead(entered_at) over following as next_entered_at,
    lead(kind) over following as next_kind,
    lead(position) over following as next_position,
    lead(pipeline) over following as next_pipeline
  from entries
  where previous_stage_id is null or previous_stage_id is distinct from stage_id
  window following as (partition by opportunity_id order by entered_at, position, id)
)
select
  id, load_id, file_id, row_number, opportunity_id, account_ref, owner_ref, channel_ref, amount_reporting, stage_ref,
  entered_at, mart.day_number(entered_at) as entered_day, mart.month_number(entered_at) as entered_month,
  ended_at as left_at, mart.day_number(ended_at) as left_day, mart.month_number(ended_at) as left_month,
  mart.seconds_between(entered_at, ended_at) as stay_seconds,
  case
    when next_kind = 'won' then 'won'
    when next_kind = 'lost' then 'lost'
    when next_pipeline is distinct from pipeline and next_entered_at is not null then 'moved'
    when next_position < position then 'regressed'
    when next_entered_at is not null then 'advanced'
    when kind in ('won', 'lost') then kind
    when deal_status in ('won', 'lost') then deal_status
    else 'open'
  end as outcome
from (
  select *, coalesce(next_entered_at, case when kind = 'open' then coalesce(left_at, deal_closed_at) end) as ended_at
  from visits
)
order by entered_day;
