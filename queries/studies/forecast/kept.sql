-- Everything that forecasts said, as keep.sql takes it. Grain: one row per method of a forecast, in the order in which they were made.
select
  strftime(made_at, '%Y-%m-%d %H:%M:%S.%f') as made_at, asked_on, data_version, period_from, period_to, population, asked, currency, method, is_chosen, value,
  low_80, high_80, low_95, high_95
from meta.forecast order by made_at, asked_on, period_from, method
