-- Which deals were in the pipeline at the end of a day? Grain: one row per deal, the largest amounts first. Reads: states (a population of states).
-- Parameters: $day, $close_from, $close_to, $has_group, $group.
with wanted as (
  select id, amount_reporting from states
  where (from_day is null or from_day <= $day) and (to_day is null or to_day > $day)
    and ($close_from::integer is null or expected_close_day >= $close_from) and ($close_to::integer is null or expected_close_day <= $close_to)
    and (not $has_group or g0 is not distinct from $group::varchar)
)
select id::double as id from wanted order by amount_reporting desc nulls last, id
