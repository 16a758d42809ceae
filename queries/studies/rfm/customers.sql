-- What did each customer buy in the window? Grain: one row per golden account with at least one purchase. A step for others.
-- Reads: purchases (account_id, purchased_day, amount, amount_reporting). Parameters: $from, $to days since 1970-01-01; $average: money is the mean
-- per purchase. Traps: a purchase of nothing or less (a return) lowers the money and counts for neither recency nor frequency.
select
  account_id as id, last_day, orders, amount, (case when $average::boolean then amount / orders else amount end)::double as money
from (
  select
    account_id, max(case when coalesce(amount, 1) > 0 then purchased_day end)::integer as last_day,
    sum(case when coalesce(amount, 1) > 0 then 1 else 0 end)::integer as orders, coalesce(sum(amount_reporting), 0) as amount
  from purchases
  where purchased_day between $from::integer and $to::integer
  group by account_id
)
where last_day is not null
