-- What was said last of each period before it ended, and what came? Grain: one row per period and method, of all deals, the earliest period first.
-- Reads: meta.forecast, mart.opportunity. Parameters: $as_of, $currency, $freeze (days after a period until it counts).
with said as (
  select * from meta.forecast
  where population = '[]' and currency is not distinct from $currency::varchar and asked_on < period_to and asked_on <= $as_of
  qualify row_number() over (partition by period_from, period_to, method order by asked_on desc, made_at desc, data_version desc) = 1
),
came as (
  select s.period_from, s.period_to, coalesce(sum(o.amount_reporting), 0)::double as actual
  from (select distinct period_from, period_to from said where period_to + $freeze <= $as_of) s
  left join mart.opportunity o on o.status = 'won' and o.closed_day between s.period_from and s.period_to
  group by s.period_from, s.period_to
)
select s.period_from, s.period_to, s.method, s.is_chosen, s.asked_on, s.value, c.actual
from said s left join came c on c.period_from = s.period_from and c.period_to = s.period_to
order by s.period_from, s.period_to, s.method
