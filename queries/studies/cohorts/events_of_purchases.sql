-- What did customers buy? Grain: one row per purchase up to the day of the study. A step for others. Parameters: $as_of.
-- Traps: a return lowers the money and is no purchase.
select account_id, purchased_day as day, amount, amount_reporting, currency, coalesce(amount, 0) >= 0 as is_purchase
from mart.purchase
where purchased_day <= $as_of::integer
