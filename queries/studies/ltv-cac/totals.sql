-- How many customers were won, and what have they brought so far? Grain: one row per value of the breakdown, or one in all.
-- Reads: members, purchases. Parameters: $is_grouped, $is_paid_only: what is worth what is counted for customers of paid channels alone.
with customers as (
  select m.id, any_value(m.g0) as g0, any_value(m.o0) as o0, any_value(coalesce(m.is_paid, false)) as is_paid, any_value(m.start_day) as start_day,
    sum(p.value) as value, sum(p.amount_reporting) as revenue
  from members m join purchases p on p.account_id = m.id
  group by m.id
)
select
  case when $is_grouped::boolean then g0 end as value, count(*) as won, sum(case when is_paid then 1 else 0 end)::bigint as won_paid,
  sum(case when is_paid or not $is_paid_only::boolean then 1 else 0 end)::bigint as customers,
  coalesce(sum(case when is_paid or not $is_paid_only::boolean then value end), 0)::varchar as worth,
  coalesce(sum(case when is_paid or not $is_paid_only::boolean then revenue end), 0)::varchar as revenue
from customers
group by 1
order by min(o0) nulls last, 1 nulls last
