-- Are large or slow deals won less? Grain: one row per quarter of the decided deals by amount and by days from creation to close. Reads: deals.
-- Parameters: $sizes = the amounts up to which a band reaches, in place of the quarters; null = quarters.
-- Traps: equal values lie in one band, so that there may be fewer than four; a deal without an amount or days is in none.
with decided as (
  select 'amount' as kind, amount::double as measure, outcome from deals where outcome in ('won', 'lost') and amount is not null
  union all
  select 'cycle', cycle_days::double, outcome from deals where outcome in ('won', 'lost') and cycle_days >= 0
),
cuts as (
  select kind, case when kind = 'amount' and $sizes::double[] is not null then $sizes::double[] else quantile_disc(measure, [0.25, 0.5, 0.75]) end as at_most
  from decided group by kind
),
banded as (
  select d.kind, d.measure, d.outcome, len(list_filter(c.at_most, lambda x: x < d.measure)) as band
  from decided d join cuts c on c.kind = d.kind
)
select kind, min(measure) as low, max(measure) as high, sum(case when outcome = 'won' then 1 else 0 end)::bigint as won, count(*) as decided
from banded group by kind, band order by kind, band
