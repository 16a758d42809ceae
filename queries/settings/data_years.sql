-- Question: over which years does the data reach, as far as working days matter? Grain: one row; null where there is none.
-- Traps: a mistyped year would claim centuries, so only 1990 to 2100 count.
with days as (
  select min(created_day) as first, max(created_day) as last from mart.lead
  union all
  select min(created_day), max(coalesce(closed_day, created_day)) from mart.opportunity
  union all
  select min(happened_day), max(happened_day) from mart.activity
)
select
  greatest(year(date '1970-01-01' + min(first)), 1990)::integer as first_year,
  least(year(date '1970-01-01' + max(last)), 2100)::integer as last_year
from days;
