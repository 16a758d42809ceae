-- Who belongs to which cohort, by the first won deal? Grain: one row per golden account. A step for others.
-- Reads: population (id, g0, o0), the deals that pass the filters. Parameters: $from, $to, $as_of, days since 1970-01-01.
-- Traps: as members_of_purchases; `thing_id` is the deal, since somebody with a deal and no order is no customer of a workspace with orders.
select m.id, m.deal_id as thing_id, m.start_day, p.g0, p.o0
from (
  select a.id as id, arg_min(o.id, struct_pack(closed := o.closed_day, id := o.id)) as deal_id, min(o.closed_day) as start_day
  from mart.opportunity o join mart.account a on a.ref = o.account_ref
  where o.status = 'won' and coalesce(o.amount, 0) >= 0 and o.closed_day <= $as_of::integer
  group by a.id
) m
join population p on p.id = m.deal_id
where m.start_day between $from::integer and $to::integer
