-- Which deals of the opening are still open and planned for later? Grain: one row per deal, the largest first. Reads: ends.
with wanted as (
  select last_id, opening_amount from ends where is_opening and outcome = 'open' and last_expected_close_day > start_expected_close_day
)
select last_id::double as id from wanted order by opening_amount desc, last_id
