-- How long does a win take? Grain: one row. Reads: population (status, closed_day, cycle_seconds). Parameters: $from, $to, $as_of (the first two may be null).
with won as (
  select cycle_seconds from population
  where status = 'won' and cycle_seconds > 0 and closed_day <= $as_of and ($from::integer is null or closed_day >= $from) and ($to::integer is null or closed_day <= $to)
)
select median(cycle_seconds)::double as seconds, count(*) as wins from won
