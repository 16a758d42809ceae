-- How much of the money and of the customers stayed? Grain: one row per window. Reads: members, events.
-- Parameters: $number, $before_from, $before_to, $now_from, $now_to (lists beside each other, days since 1970-01-01), $lost_days.
-- Traps: customers without money before are new or came back, and belong to no rate; who is capped at its money before adds nothing by growing.
with windows as (
  select
    unnest($number::integer[]) as number, unnest($before_from::integer[]) as before_from, unnest($before_to::integer[]) as before_to,
    unnest($now_from::integer[]) as now_from, unnest($now_to::integer[]) as now_to
),
bought as (select e.account_id, e.day, e.amount_reporting, e.is_purchase from events e join members m on m.id = e.account_id),
spent as (
  select
    w.number, b.account_id, coalesce(sum(case when b.day between w.now_from and w.now_to then b.amount_reporting end), 0) as now,
    coalesce(sum(case when b.day between w.before_from and w.before_to then b.amount_reporting end), 0) as before
  from windows w join bought b on b.day between w.before_from and w.now_to
  group by all
),
firsts as (select account_id, min(day) as first_day from bought where is_purchase group by account_id),
held as (
  select s.*, coalesce(f.first_day < w.now_from, false) as is_old
  from spent s join windows w on w.number = s.number left join firsts f on f.account_id = s.account_id
),
money as (
  select
    number, count(case when before > 0 then 1 end) as customers, sum(case when before > 0 then before else 0 end) as before,
    sum(case when before > 0 and now <= 0 then before - now else 0 end) as churned, sum(case when before > 0 and now > 0 and now < before then before - now else 0 end) as less,
    sum(case when before > 0 and now > before then now - before else 0 end) as more,
    sum(case when before <= 0 and (is_old or before <> 0) then now else 0 end) as back, sum(case when before = 0 and not is_old then now else 0 end) as new, sum(now) as now
  from held group by number
),
buyers as (
  select
    w.number, b.account_id, bool_or(b.day between w.now_from - $lost_days::integer and w.now_from - 1) as at_start,
    bool_or(b.day between w.now_to - $lost_days::integer + 1 and w.now_to) as at_end
  from windows w join bought b on b.is_purchase and b.day between least(w.now_from, w.now_to + 1) - $lost_days::integer and w.now_to
  group by all
),
lost as (select number, count(case when at_start then 1 end) as start_customers, count(case when at_start and not at_end then 1 end) as lost_customers from buyers group by number)
select
  w.number, coalesce(m.customers, 0) as customers, coalesce(m.before, 0)::varchar as before, coalesce(m.churned, 0)::varchar as churned, coalesce(m.less, 0)::varchar as less,
  coalesce(m.more, 0)::varchar as more, coalesce(m.back, 0)::varchar as back, coalesce(m.new, 0)::varchar as new, coalesce(m.now, 0)::varchar as now,
  coalesce(l.start_customers, 0) as start_customers, coalesce(l.lost_customers, 0) as lost_customers
from windows w left join money m on m.number = w.number left join lost l on l.number = w.number
order by w.number
