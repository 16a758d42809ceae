-- Which deals were moved to a later day? Grain: one row per `kind` and number of pushes: `slipped` = deals of the opening that are still open and
-- planned for later; `closing` = deals of the closing by how often they were pushed from the beginning (several moves of one day are one).
-- Reads: ends, mart.opportunity_state. Parameters: $to.
with slipped as (
  select opening_amount as amount from ends where is_opening and outcome = 'open' and last_expected_close_day > start_expected_close_day
),
moved as (
  select opportunity_id, from_day, expected_close_day, lag(expected_close_day) over (partition by opportunity_id order by from_day nulls first, id) as previous_day
  from mart.opportunity_state
  where opportunity_id in (select opportunity_id from ends where is_closing)
),
pushed as (
  select opportunity_id, count(case when expected_close_day > previous_day and from_day <= $to then 1 end) as pushes from moved group by opportunity_id
)
select 'slipped' as kind, null as pushes, count(*) as deals, coalesce(sum(amount), 0)::varchar as amount from slipped
union all
select 'closing', p.pushes, count(*), sum(e.closing_amount)::varchar
from pushed p join ends e on e.opportunity_id = p.opportunity_id
group by p.pushes
order by kind, pushes
