-- What was each purchase worth? Grain: one row per purchase up to the day of the study. A step for others. Parameters: $as_of, $is_margin,
-- $rate, the margin of purchases whose cost nobody knows (null = none is known at all).
-- Traps: a return lowers the money and is no purchase; only orders know a cost, a won deal does not.
select
  p.account_id, p.purchased_day as day, p.amount, p.amount_reporting, p.currency, coalesce(p.amount, 0) >= 0 as is_purchase,
  (case when $is_margin::boolean then coalesce(o.margin_reporting, p.amount_reporting * $rate::double) else p.amount_reporting end)::decimal(18, 4) as value
from mart.purchase p left join mart."order" o on o.id = case when p.entity = 'order' then p.id end
where p.purchased_day <= $as_of::integer
