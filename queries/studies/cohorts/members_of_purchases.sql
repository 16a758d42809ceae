-- Who belongs to which cohort, by the first purchase? Grain: one row per golden account. A step for others.
-- Reads: population (id, g0, o0), the purchases that pass the filters. Parameters: $from, $to, $as_of, days since 1970-01-01.
-- Traps: the first purchase is the first of all, and is only then held against the filters; a return (less than nothing) founds nothing.
select m.id, m.id as thing_id, m.start_day, p.g0, p.o0
from (
  select b.account_id as id, arg_min(b.id, b.sequence) as purchase_id, min(b.purchased_day) as start_day
  from mart.purchase b
  where coalesce(b.amount, 0) >= 0 and b.purchased_day <= $as_of::integer
  group by b.account_id
) m
join population p on p.id = m.purchase_id
where m.start_day between $from::integer and $to::integer
