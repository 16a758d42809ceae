-- What did each customer buy at which age? Grain: one row per customer and period of age in which anything happened. A step for others.
-- Reads: members (id, thing_id, start_day, g0, o0), events (account_id, day, amount_reporting, is_purchase). Parameters: $months, the width of a period.
-- `cohort` counts periods: year * 12 + month - 1, divided by $months. Traps: money before the start (a return) is of age 0, so that all of it adds up.
select
  m.id, m.thing_id, m.start_day, m.g0, m.o0, mart.month_number(date '1970-01-01' + m.start_day) // $months::integer as cohort,
  greatest(mart.month_number(date '1970-01-01' + e.day) // $months::integer - mart.month_number(date '1970-01-01' + m.start_day) // $months::integer, 0) as age,
  sum(case when e.is_purchase then 1 else 0 end)::integer as purchases, coalesce(sum(e.amount_reporting), 0)::decimal(18, 4) as amount
from members m join events e on e.account_id = m.id
group by all
