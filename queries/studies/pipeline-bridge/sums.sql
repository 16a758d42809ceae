-- How much did each movement move, by group? Grain: one row per group and movement. Reads: moves.
with summed as (
  select g0, movement, is_transfer, sum(amount) as amount, count(*) as deals from moves group by all
)
select g0 as "group", movement, is_transfer, amount::varchar as amount, deals from summed
