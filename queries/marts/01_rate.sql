-- What one unit of a currency is worth in the reporting currency, from a day on.
-- Grain: one row per (currency, first valid day). Parameters: meta.setting reporting_currency.
-- Traps: the inverse of a stated rate counts where the direct one is not stated; the reporting currency itself never needs a row.
create or replace table mart.rate as
with reporting as (select value as currency from meta.setting where key = 'reporting_currency'),
stated as (
  select e.from_currency as currency, e.valid_on, e.rate::double as rate, 1 as preference
  from model.exchange_rate e join reporting r on e.to_currency = r.currency
  where not e.is_deleted
  union all
  select e.to_currency, e.valid_on, 1 / e.rate::double, 2
  from model.exchange_rate e join reporting r on e.from_currency = r.currency
  where not e.is_deleted and e.rate <> 0
)
select currency, valid_on, arg_min(rate, preference) as rate
from stated
where currency is not null and valid_on is not null
group by all
order by currency, valid_on;
