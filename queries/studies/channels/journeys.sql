-- Whose way is followed? Grain: one row per deal whose path counts, and per lead of the period that is no deal. A step for others. Reads: cohort, deals.
-- Parameters: $from, $to, $as_of; $only_converted: just the deals that count. `way` tells deals (above zero) from leads (below); `end_at` is when it ended, null = it goes on.
select id as way, is_converted, worth, end_at, lead_at, created_at as deal_at, own_ref, account_id
from deals where is_walked and (not $only_converted::boolean or is_converted)
union all
select -id, false, null, null, created_at, null, ref, null
from cohort
where not $only_converted::boolean and created_day between $from::integer and least($to::integer, $as_of::integer)
  and (opportunity_id is null or opportunity_day > $as_of::integer)
