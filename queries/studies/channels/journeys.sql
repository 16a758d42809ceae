-- Whose way is followed? Grain: one row per deal whose path counts, and per lead of the period that is no deal. A step for others. Reads: cohort, deals.
-- Parameters: $from, $to, $as_of. `end_at` is when the way ended; null = it goes on.
select true as is_deal, id, is_converted, worth, end_at, lead_at, created_at as deal_at, own_ref, account_id
from deals where is_walked
union all
select false, id, false, null, null, created_at, null, ref, null
from cohort
where created_day between $from::integer and least($to::integer, $as_of::integer) and (opportunity_id is null or opportunity_day > $as_of::integer)
