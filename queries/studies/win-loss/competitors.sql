-- Against whom? Grain: one row per competitor, most decided deals first. Reads: deals.
with faced as (
  select
    competitor, sum(case when outcome = 'won' then 1 else 0 end) as won, sum(case when outcome = 'lost' then 1 else 0 end) as lost,
    coalesce(sum(case when outcome = 'won' then amount end), 0) as won_amount, coalesce(sum(case when outcome = 'lost' then amount end), 0) as lost_amount
  from deals where outcome in ('won', 'lost') group by competitor
)
select competitor, won::bigint as won, lost::bigint as lost, won_amount::varchar as won_amount, lost_amount::varchar as lost_amount
from faced order by won + lost desc, competitor nulls last
