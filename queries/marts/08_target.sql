-- Targets (quotas). Grain: one row per period, owner or team, and metric; `period_day` is the period's first day.
-- Traps: a target belongs to its whole period; a team's target and its members' targets are two statements, never added together;
-- what the sheet says (source `sheet`) stands in place of what files say for the same owner, team, metric and days.
-- No rows without rows of: model.target.
-- Keyed: metric.
create or replace table mart.target as
with named as (
  select
    t.*, coalesce(t.period_end, last_day(t.period_start)) as last_on, coalesce(lower(t.metric), 'won_value') as measure,
    wr.ref as owner_ref, wr.id as owner_id, tr.ref as team_ref, tr.id as team_id
  from model.target t
  left join meta.reference wr on wr.entity = 'person' and wr.raw = t.owner
  left join meta.reference tr on tr.entity = 'team' and tr.raw = t.team
  where not t.is_deleted
),
sheet as (select owner_id, team_id, measure, period_start, last_on from named where source = 'sheet')
select
  t.id, t.source, t.load_id, t.file_id, t.row_number, t.period_start, mart.day_number(t.period_start) as period_day, mart.month_number(t.period_start) as period_month,
  mart.day_number(t.last_on) as period_end_day,
  t.owner_ref, t.team_ref, coalesce(t.metric, 'won_value') as metric, t.amount, t.currency,
  case when t.currency is null or t.currency = reporting.value then t.amount else (t.amount::double * x.rate)::decimal(18, 4) end as amount_reporting
from named t
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = t.currency and x.on_day = mart.rated_day(t.period_start, (select max(on_day) from mart.rate_day))
where t.source = 'sheet' or not exists (
  select 1 from sheet s
  where s.owner_id is not distinct from t.owner_id and s.team_id is not distinct from t.team_id and s.measure = t.measure
    and t.period_start >= s.period_start and t.last_on <= s.last_on)
order by period_day;
