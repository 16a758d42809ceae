-- Which ways were walked, how often, and what did they lead to? Grain: one row per path, its codes joined by commas. Reads: walked.
-- `days` are those from the first touch to the end, of deals that count; `own` counts the ways that only name their channel.
with listed as (
  select
    way, any_value(is_converted) as is_converted, any_value(worth) as worth, max(days_before) as days, any_value(is_own) as is_own,
    string_agg(code::varchar, ',' order by happened_at, touch_id) as path
  from walked group by way
)
select
  path, count(*)::double as journeys, sum((way > 0)::integer)::double as deals, sum(is_converted::integer)::double as converted, sum(is_own::integer)::double as own,
  coalesce(sum(case when is_converted then worth end), 0)::varchar as worth, coalesce(sum(case when is_converted then days end), 0)::double as days
from listed group by path order by journeys desc, converted desc, path
