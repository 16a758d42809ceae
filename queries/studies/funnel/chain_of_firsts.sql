-- When did each thing make each step for the first time? Grain: one row per event and step it is. Reads: happened (unit, moment, thing, step), $until, $times.
-- Parameters: $until = the first moment that is not known yet; $times = by step, how many events of it count: a step that stands in a funnel twice
-- needs a second. `moment` is in seconds since 1970-01-01. Traps: what is no step (exclusions, the end) stays whole; the first is told before the window is.
with known as (
  select unit, moment, thing, step from happened where moment is null or moment < $until::timestamp
),
firsts as (
  select * from known
  qualify step >= len($times::integer[]) or row_number() over (partition by unit, step order by moment, thing) <= ($times::integer[])[step + 1]
)
select unit::double as unit, step::integer as step, (epoch_us(moment) / 1000000.0)::double as moment, thing::double as thing
from firsts
order by unit, moment nulls first, step
