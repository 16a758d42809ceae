-- Which deals of the opening are still open and planned for later? Grain: one row. Reads: ends. `pushed_deals` and `pushes` count the moves to a
-- later day between the two days among the states that pass the filters. Reads: ends, expected_moves. Parameters: $close_from, $close_to.
with slipped as (
  select opening_amount from ends where is_opening and outcome = 'open' and last_expected_close_day > start_expected_close_day
),
pushed as (
  select opportunity_id from expected_moves
  where ($close_from::integer is null or previous_close_day >= $close_from) and ($close_to::integer is null or previous_close_day <= $close_to)
)
select
  (select count(*) from slipped) as slipped, (select coalesce(sum(opening_amount), 0) from slipped)::varchar as slipped_amount,
  (select count(*) from pushed) as pushes, (select count(distinct opportunity_id) from pushed) as pushed_deals
