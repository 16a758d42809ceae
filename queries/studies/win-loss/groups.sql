-- How many deals of each group ended how, and what were they worth? Grain: one row per group and outcome. Reads: deals.
with grouped as (
  select g0, min(o0) as place, outcome, count(*) as deals, count(amount) as priced, coalesce(sum(amount), 0) as amount from deals group by g0, outcome
)
select g0 as value, outcome, deals, priced, amount::varchar as amount
from grouped
order by min(place) over (partition by g0) nulls last, g0 nulls last, outcome
