-- Who belongs to which cohort, by the first lead? Grain: one row per golden account that bought. A step for others.
-- Reads: population (id, g0, o0), the leads that pass the filters. Parameters: $from, $to, $as_of, days since 1970-01-01.
-- Traps: a lead that came after the first purchase brought nobody, so that its customer belongs to no cohort.
select m.id, m.id as thing_id, m.start_day, p.g0, p.o0
from (
  select a.id as id, arg_min(l.id, struct_pack(created := l.created_at, id := l.id)) as lead_id, min(l.created_day) as start_day
  from mart.lead l join mart.account a on a.ref = l.account_ref
  where l.created_day <= $as_of::integer
  group by a.id
) m
join population p on p.id = m.lead_id
join (
  select account_id, min(purchased_day) as first_day from mart.purchase
  where coalesce(amount, 0) >= 0 and purchased_day <= $as_of::integer
  group by account_id
) b on b.account_id = m.id and b.first_day >= m.start_day
where m.start_day between $from::integer and $to::integer
