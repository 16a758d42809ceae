-- Which customers are these? Grain: one row per customer, most worth first. Reads: members, purchases. Parameters: $as_of, $is_paid_only, $has_group and $group,
-- $months: who has lived so many months (null = all).
with customers as (
  select m.id, coalesce(sum(p.value), 0) as worth
  from members m join purchases p on p.account_id = m.id
  where (coalesce(m.is_paid, false) or not $is_paid_only::boolean)
    and (not $has_group::boolean or m.g0 is not distinct from $group::varchar)
    and ($months::integer is null or datesub('month', date '1970-01-01' + m.start_day, date '1970-01-01' + ($as_of::integer + 1)) >= $months::integer)
  group by m.id
)
select id from customers order by worth desc, id
