-- What was spent to win customers? Grain: one row per value of the breakdown, or one in all. Reads: population (id, g0, o0, kind, channel_ref,
-- amount_reporting). Parameters: $staff, a pattern of the kinds that are salaries or tools; $is_grouped.
-- Traps: `programme` is media, agencies and events; `paid` the part of it in channels that are paid; `loaded` everything.
with booked as (
  select
    case when $is_grouped::boolean then g0 end as value, o0, amount_reporting as amount, not regexp_matches(lower(coalesce(kind, '')), $staff::varchar) as is_programme,
    coalesce(channel_ref in (select c.ref from mart.channel c where c.is_paid), false) as is_paid
  from population
)
select
  value, count(*) as n, coalesce(sum(amount), 0)::varchar as loaded, coalesce(sum(case when is_programme then amount end), 0)::varchar as programme,
  coalesce(sum(case when is_programme and is_paid then amount end), 0)::varchar as paid
from booked
group by value
order by min(o0) nulls last, value nulls last
