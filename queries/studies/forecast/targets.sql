-- What is to be won in the period? Grain: one row. Reads: goals (a population of mart.target: period_day, period_end_day, owner_ref, team_ref, metric, amount, amount_reporting).
-- Parameters: $from, $to, $names. Traps: targets of owners, teams and the company say the same thing three times: the finest level that there is at all counts, as in
-- reports; one that reaches out of the period belongs to another period, and is told of in `partial`.
with named as (
  select *, case when owner_ref is not null then 1 when team_ref is not null then 2 else 3 end as level
  from goals where list_contains($names::varchar[], lower(metric))
),
finest as (
  select * from named where level = (
    select min(case when t.owner_ref is not null then 1 when t.team_ref is not null then 2 else 3 end) from mart.target t where list_contains($names::varchar[], lower(t.metric)))
)
select
  sum(case when period_day >= $from and period_end_day <= $to then amount_reporting end)::varchar as amount,
  coalesce(sum(case when period_day >= $from and period_end_day <= $to then 1 else 0 end), 0)::integer as goals,
  coalesce(sum(case when period_day >= $from and period_end_day <= $to and amount is not null and amount_reporting is null then 1 else 0 end), 0)::integer as unrated,
  coalesce(sum(case when (period_day < $from or period_end_day > $to) and period_day <= $to and period_end_day >= $from then 1 else 0 end), 0)::integer as partial
from finest
