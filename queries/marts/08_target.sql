-- Targets (quotas). Grain: one row per period, owner or team, and metric; `period_day` is the period's first day.
-- Traps: a target belongs to its whole period; a team's target and its members' targets are two statements, never added together.
-- No rows without rows of: model.target.
create or replace table mart.target as
select
  t.id, t.source, t.load_id, t.file_id, t.row_number, t.period_start, mart.day_number(t.period_start) as period_day, mart.month_number(t.period_start) as period_month,
  mart.day_number(coalesce(t.period_end, last_day(t.period_start))) as period_end_day,
  wr.ref as owner_ref, tr.ref as team_ref, coalesce(t.metric, 'won_value') as metric, t.amount, t.currency,
  case when t.currency is null or t.currency = reporting.value then t.amount else (t.amount::double * x.rate)::decimal(18, 4) end as amount_reporting
from model.target t
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = t.currency and x.on_day = mart.rated_day(t.period_start, (select max(on_day) from mart.rate_day))
left join meta.reference wr on wr.entity = 'person' and wr.raw = t.owner
left join meta.reference tr on tr.entity = 'team' and tr.raw = t.team
where not t.is_deleted
order by period_day;
