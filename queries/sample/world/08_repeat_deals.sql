-- Customers who come back: up to three further deals after the first win, bought again, added to, or renewed.
-- Grain: one row per further deal seed. Parameters: $seed, $repeat_percent = customers with at least one further deal.
-- Traps: each chance is rolled on its own among those who had the one before; who never comes back has churned; a deal may lie
-- beyond the day the company is looked at.
insert into sample.deal_seed
with bought as (
  select * from sample.deal where generation = 0 and is_won
),
further as (
  select b.*, k.k
  from bought b, (select unnest([1, 2, 3]) as k) k
  where sample.roll($seed, b.deal_no, 'repeat 1', 100) < $repeat_percent
    and (k.k < 2 or sample.roll($seed, b.deal_no, 'repeat 2', 100) < 60)
    and (k.k < 3 or sample.roll($seed, b.deal_no, 'repeat 3', 100) < 60)
)
select
  f.deal_no + f.k, null, 1,
  f.closed_s + 86400 * (60 + sample.roll($seed, f.deal_no, 'pause 1', 240)
    + case when f.k > 1 then 90 + sample.roll($seed, f.deal_no, 'pause 2', 180) else 0 end
    + case when f.k > 2 then 90 + sample.roll($seed, f.deal_no, 'pause 3', 180) else 0 end),
  f.company_no, f.account_no, 11, f.rep_no, f.city_no, f.industry_no, f.size_roll, p.product_no
from further f
join sample.product_slot p on p.slot = sample.roll($seed, f.deal_no + f.k, 'product', 100);
