-- To which cohort does each customer belong, and did they buy lately? Grain: one row per customer. A step for others. Reads: members (id, start_day), events (account_id, day, is_purchase).
-- Parameters: $months, the width of a cohort; $as_of; $lost_days: who bought nothing for so many days is lost; $is_state = whether it is said who is lost, else the cohort.
-- Traps: a return is no purchase; cohorts are called 2026-01, 2026 Q1 or 2026.
with bought as (
  select account_id, max(day) as last_day from events where is_purchase and day <= $as_of::integer group by account_id
),
placed as (
  select m.id, mart.month_number(date '1970-01-01' + m.start_day) // $months::integer as cohort, b.last_day
  from members m left join bought b on b.account_id = m.id
)
select
  id,
  case
    when $is_state::boolean then case when last_day > $as_of::integer - $lost_days::integer then 'active' else 'lost' end
    when $months::integer = 12 then cohort::varchar
    when $months::integer = 3 then printf('%d Q%d', cohort // 4, cohort % 4 + 1)
    else printf('%d-%02d', cohort // 12, cohort % 12 + 1)
  end as value,
  case when $is_state::boolean then (coalesce(last_day, 0) <= $as_of::integer - $lost_days::integer)::integer else cohort::integer end as place
from placed
