-- Where are the scales cut? Grain: one row. Reads: customers. `r` cuts days since 1970-01-01 of the last purchase, `f` purchases, `m` money.
-- Traps: quantile_disc names values that customers have, so that equal values lie on one side of a cut.
with measured as (select last_day, orders, money from customers)
select
  count(*) as n, quantile_disc(last_day, [0.2, 0.4, 0.6, 0.8])::double[] as r, quantile_disc(orders, [0.2, 0.4, 0.6, 0.8])::double[] as f,
  quantile_disc(money, [0.2, 0.4, 0.6, 0.8])::double[] as m, avg(last_day)::double as r_mean, avg(orders)::double as f_mean, avg(money)::double as m_mean
from measured
