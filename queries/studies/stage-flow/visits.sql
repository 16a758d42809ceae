-- How did every stay in a stage go on? Grain: one row per visit of an open stage that was entered in the period, in order of its stage.
-- Reads: population (id, status, closed_day, amount, amount_reporting, g0), mart.stage_visit, mart.stage. Parameters: $from, $to, $as_of (day numbers, the first two may be null).
-- Traps: what was left after $as_of is open; an open stay is as long as it has lasted by then; `stay` is in seconds, null where the end has no time;
-- `over` is the position of what came next where the deal went on (a large one for a win), so that the stages in between were skipped;
-- `is_reopened` = it came after a closing one; `status` is that of the deal by $as_of: 0 open, 1 won, 2 lost.
with placed as (
  select
    v.id, v.opportunity_id, s.id as stage, s.kind, s.position, s.pipeline, v.entered_at, v.entered_day, v.left_day, v.stay_seconds,
    case when v.left_day > $as_of then 'open' else v.outcome end as outcome,
    lag(s.kind) over in_order as previous_kind, lag(s.id) over in_order as previous_stage,
    lead(s.position) over in_order as next_position
  from mart.stage_visit v
  join mart.stage s on s.ref = v.stage_ref
  where v.entered_day <= $as_of
  window in_order as (partition by v.opportunity_id order by v.entered_at, s.position, v.id)
),
grouped as (
  select g0, (row_number() over (order by g0 is null, min(o0) nulls last, g0) - 1)::integer as code from population group by g0
)
select
  v.stage::double as stage, v.opportunity_id::double as deal, g.code as "group",
  list_position(['advanced', 'won', 'lost', 'regressed', 'moved', 'open'], v.outcome)::integer - 1 as outcome,
  case when v.outcome = 'open' then (epoch_us(timestamp '1970-01-01' + ($as_of + 1) * interval 1 day) - epoch_us(v.entered_at)) / 1000000.0 else v.stay_seconds end::double as stay,
  p.amount_reporting::double as amount, (p.amount is not null and p.amount_reporting is null)::integer as is_unrated,
  case when p.status = 'won' and coalesce(p.closed_day, 0) <= $as_of then 1 when p.status = 'lost' and coalesce(p.closed_day, 0) <= $as_of then 2 else 0 end as status,
  case v.outcome when 'advanced' then v.next_position when 'won' then 1000000 end::double as over,
  (v.previous_kind in ('won', 'lost'))::integer as is_reopened, (v.previous_stage is null)::integer as is_first
from placed v
join population p on p.id = v.opportunity_id
join grouped g on g.g0 is not distinct from p.g0
where v.kind = 'open' and ($from::integer is null or v.entered_day >= $from) and ($to::integer is null or v.entered_day <= $to)
order by v.stage, v.entered_at, v.id
