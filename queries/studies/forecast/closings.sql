-- Which deals were won or lost, and when? Grain: one row per deal that has ended, in order of deal.
-- Reads: closed (a population of mart.opportunity: status, created_day, closed_day, amount_reporting). Traps: the amount stands in two exact parts; without a closing day a deal is left out.
with ended as (
  select * from closed where status in ('won', 'lost') and closed_day is not null
)
select
  id::double as deal, (status = 'won')::integer as is_won, created_day, closed_day,
  trunc(amount_reporting)::double as amount, ((amount_reporting - trunc(amount_reporting)) * 10000)::double as rest
from ended
order by id
