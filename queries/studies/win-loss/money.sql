-- What money is looked at? Grain: one row per deal. A step for others. Reads: population. Parameters: $is_created, $from, $to.
select amount, amount_reporting, currency, coalesce(closed_day, created_day) as day
from population
where case when $is_created::boolean then created_day else closed_day end between $from::integer and $to::integer
