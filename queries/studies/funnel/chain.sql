-- What happened to each thing, in order? Grain: one row per event and step it is. Reads: happened (unit, moment, thing, step), $until.
-- Parameters: $until = the first moment that is not known yet. `moment` is in seconds since 1970-01-01; an event without a time comes first.
-- Traps: equal times stand in the order of the steps.
with known as (
  select unit, moment, thing, step from happened where moment is null or moment < $until::timestamp
)
select unit::double as unit, step::integer as step, (epoch_us(moment) / 1000000.0)::double as moment, thing::double as thing
from known
order by unit, moment nulls first, step
