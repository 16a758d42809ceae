-- How does each customer score? Grain: one row per customer. A step for others. Reads: customers.
-- Parameters: $r1 … $r4, $f1 … $f4, $m1 … $m4, the cuts. `cell` is ((r * 10 + f) * 10 + m) * 8 and a bit for each score above the mean score.
select *, ((r * 10 + f) * 10 + m) * 8 + (r > avg(r) over ())::integer * 4 + (f > avg(f) over ())::integer * 2 + (m > avg(m) over ())::integer as cell
from (
  select
    id, last_day, orders, amount, money,
    1 + (last_day > $r1::double)::integer + (last_day > $r2::double)::integer + (last_day > $r3::double)::integer + (last_day > $r4::double)::integer as r,
    1 + (orders > $f1::double)::integer + (orders > $f2::double)::integer + (orders > $f3::double)::integer + (orders > $f4::double)::integer as f,
    1 + (money > $m1::double)::integer + (money > $m2::double)::integer + (money > $m3::double)::integer + (money > $m4::double)::integer as m
  from customers
)
