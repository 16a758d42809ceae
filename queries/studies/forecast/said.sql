-- What was said of ended and other periods, and what came? Grain: one row per day, period and chosen method: the last that was said of it on that day; latest period first.
-- Reads: closed (a population of mart.opportunity: status, closed_day, amount_reporting). Parameters: $as_of, $population, $currency, $freeze (days after a period until it counts).
-- Traps: said on the day of the study or later does not count; what came is told from the data of now.
with said as (
  select * from meta.forecast
  where population = $population and currency is not distinct from $currency::varchar and is_chosen and asked_on < $as_of
  qualify row_number() over (partition by asked_on, period_from, period_to, method order by made_at desc, data_version desc) = 1
),
came as (
  select s.period_from, s.period_to, coalesce(sum(c.amount_reporting), 0)::double as actual
  from (select distinct period_from, period_to from said where period_to + $freeze <= $as_of) s
  left join closed c on c.status = 'won' and c.closed_day between s.period_from and s.period_to
  group by s.period_from, s.period_to
)
select
  s.asked_on, s.period_from, s.period_to, s.method, s.data_version, s.value, s.low_80, s.high_80, s.low_95, s.high_95, c.actual
from said s left join came c on c.period_from = s.period_from and c.period_to = s.period_to
order by s.period_to desc, s.period_from desc, s.asked_on desc, s.method
