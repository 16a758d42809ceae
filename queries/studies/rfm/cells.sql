-- How many customers share a score? Grain: one row per cell of scores. Reads: scored.
with cells as (
  select cell, any_value(r) as r, any_value(f) as f, any_value(m) as m, count(*) as customers, sum(amount) as amount, sum(orders) as orders, sum(last_day) as days
  from scored group by cell
)
select cell, r, f, m, customers, amount::varchar as amount, orders::bigint as orders, days::bigint as days from cells order by cell
