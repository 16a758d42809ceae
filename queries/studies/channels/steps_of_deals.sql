-- Which touches led to each deal that counts? Grain: one row per touch, by deal and in order. Reads: walked.
with led as (select * from walked where is_converted)
select
  way::double as id, code, happened_day, days_before::double as days_before, coalesce(lead_place, -1) as lead_place, coalesce(deal_place, -1) as deal_place,
  is_own::integer as is_own
from led order by way, place
