-- How often was the expected close of each deal of the closing pushed to a later day, from the beginning? Grain: one row per number of pushes.
-- Reads: ends, mart.opportunity_state. Parameters: $to.
with pushed as (
  select
    e.opportunity_id, any_value(e.closing_amount) as amount,
    count(case when s.expected_close_day > s.previous_day and s.from_day <= $to then 1 end) as pushes
  from ends e
  join (
    select opportunity_id, from_day, expected_close_day, lag(expected_close_day) over (partition by opportunity_id order by from_day nulls first, id) as previous_day
    from mart.opportunity_state
  ) s on s.opportunity_id = e.opportunity_id
  where e.is_closing
  group by e.opportunity_id
)
select pushes, count(*) as deals, sum(amount)::varchar as amount from pushed group by pushes order by pushes
