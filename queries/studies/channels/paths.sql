-- Which ways were walked, how often, and what did they lead to? Grain: one row per path, its codes joined by commas. Reads: walked.
-- `days` are those from the first touch to the end, of deals that count; `own` counts the ways that only name their channel.
-- Traps: touches are sorted in lists, since an aggregate that sorts takes ten times as long over many short ways.
with met as (
  select
    way, any_value(is_converted) as is_converted, any_value(worth) as worth, max(days_before) as days, any_value(is_own) as is_own,
    list(struct_pack(happened_at, touch_id, code)) as touches
  from walked group by way
),
listed as (
  select *, array_to_string([t.code for t in list_sort(touches)], ',') as path from met
)
select
  path, count(*)::double as journeys, sum((way > 0)::integer)::double as deals, sum(is_converted::integer)::double as converted, sum(is_own::integer)::double as own,
  coalesce(sum(case when is_converted then worth end), 0)::varchar as worth, coalesce(sum(case when is_converted then days end), 0)::double as days
from listed group by path order by journeys desc, converted desc, path
