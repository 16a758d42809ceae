-- What one unit of a currency is worth in the reporting currency, from a day on; under the rule `budget`, the fixed rates of the settings alone.
-- Grain: one row per (currency, first valid day). Parameters: meta.setting reporting_currency, rate_rule.
-- Traps: a rate holds from its day until the next one, so a day missing between two has the earlier one's; the inverse of a stated rate
-- counts where the direct one is not stated; what the sheet says (source `sheet`) stands before what files say of the same day; the reporting currency itself never needs a row.
-- No rows without rows of: model.exchange_rate, meta.budget_rate.
create or replace table mart.rate as
with reporting as (select value as currency from meta.setting where key = 'reporting_currency'),
ruled as (select coalesce(max(value), 'event-date') as by from meta.setting where key = 'rate_rule'),
stated as (
  select e.from_currency as currency, e.valid_on, e.rate::double as rate, case when e.source = 'sheet' then 1 else 3 end as preference
  from model.exchange_rate e join reporting r on e.to_currency = r.currency
  where not e.is_deleted
  union all
  select e.to_currency, e.valid_on, 1 / e.rate::double, case when e.source = 'sheet' then 2 else 4 end
  from model.exchange_rate e join reporting r on e.from_currency = r.currency
  where not e.is_deleted and e.rate <> 0
),
chosen as (
  select s.* from stated s, ruled where ruled.by = 'event-date'
  union all
  select b.currency, date '1900-01-01', b.rate, 1 from meta.budget_rate b, ruled where ruled.by = 'budget'
)
select currency, valid_on, arg_min(rate, preference) as rate
from chosen
where currency is not null and valid_on is not null
group by all
order by currency, valid_on;

-- The same, day by day: facts meet their rate by equality, since an `asof` join would sort every fact with all its columns.
-- Grain: one row per (currency, day) from the currency's first day to the last day of any rate; later facts ask for that last day
-- (mart.rated_day). Traps: a rate counts from 1900 to 2100, so that one mistyped year can't make millions of rows.
create or replace table mart.rate_day as
with ending as (select least(max(valid_on), date '2100-01-01') + 1 as day from mart.rate),
spans as (
  select currency, rate, greatest(valid_on, date '1900-01-01') as first_day,
    least(coalesce(lead(valid_on) over (partition by currency order by valid_on), ending.day), ending.day) as next_day
  from mart.rate, ending
)
select currency, unnest(range(first_day::timestamp, next_day::timestamp, interval 1 day))::date as on_day, rate
from spans
where first_day < next_day
order by currency, on_day;
