-- What is in the pipeline at each of two days? Grain: one row per end and group, groups in their natural order. Added up apart from the movements, so that
-- a bridge that does not close is seen. Reads: opening_states, closing_states. Parameters: $from, $to, $close_from, $close_to.
with ends as (
  select 'opening' as balance, * from opening_states where (from_day is null or from_day <= $from) and (to_day is null or to_day > $from)
  union all by name
  select 'closing' as balance, * from closing_states where (from_day is null or from_day <= $to) and (to_day is null or to_day > $to)
)
select balance, g0 as "group", min(o0)::varchar as place, coalesce(sum(amount_reporting), 0)::decimal(38, 4)::varchar as amount, count(*) as deals
from ends
where ($close_from::integer is null or expected_close_day >= $close_from) and ($close_to::integer is null or expected_close_day <= $close_to)
group by balance, g0
order by g0 is null, min(min(o0)) over (partition by g0) nulls last, g0, balance desc
