-- What was foretold, and what came? Grain: one row per quarter and method.
-- Parameters: $periods, first days since 1970-01-01, and beside each $said (the day it was said), $methods, $is_chosen (1 = its number stood above), $values and
-- $actuals (NaN = not over yet).
select
  row_number() over () as id, f.period_day, mart.month_number(date '1970-01-01' + f.period_day) as period_month, date '1970-01-01' + f.period_day as period_on,
  date '1970-01-01' + f.said_day as said_on, f.method, f.chosen = 1 as is_chosen, f.value, case when not isnan(f.actual) then f.actual end as actual,
  'helmdeck' as source, null::varchar as source_id, null::bigint as load_id, null::bigint as file_id, null::bigint as row_number
from (
  select
    unnest($periods::integer[]) as period_day, unnest($said::integer[]) as said_day, unnest($methods::varchar[]) as method, unnest($is_chosen::integer[]) as chosen,
    unnest($values::double[]) as value, unnest($actuals::double[]) as actual
) f
