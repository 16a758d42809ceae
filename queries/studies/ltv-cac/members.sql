-- Which customers were won? Grain: one row per golden account whose first purchase lies in the days. A step for others.
-- Reads: population (id, g0, o0, channel_ref), the purchases that pass the filters. Parameters: $from, $to, $as_of, days since 1970-01-01.
-- Traps: the first purchase is the first of all, and is only then held against the filters; a return (less than nothing) wins nobody.
select m.id, m.start_day, p.g0, p.o0, p.channel_ref in (select c.ref from mart.channel c where c.is_paid) as is_paid
from (
  select b.account_id as id, arg_min(b.id, b.sequence) as purchase_id, min(b.purchased_day) as start_day
  from mart.purchase b
  where coalesce(b.amount, 0) >= 0 and b.purchased_day <= $as_of::integer
  group by b.account_id
) m
join population p on p.id = m.purchase_id
where m.start_day between $from::integer and $to::integer
