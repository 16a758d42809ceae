-- What did customers sign? Grain: one row per won deal up to the day of the study. A step for others. Parameters: $as_of.
select a.id as account_id, o.closed_day as day, o.amount, o.amount_reporting, o.currency, coalesce(o.amount, 0) >= 0 as is_purchase
from mart.opportunity o join mart.account a on a.ref = o.account_ref
where o.status = 'won' and o.closed_day <= $as_of::integer
