-- What did customers bring in each month of their age? Grain: one row per value of the breakdown (or all) and month of age, from 1.
-- Reads: members, purchases. Parameters: $as_of, $is_grouped, $is_paid_only, $most, the last month.
-- Traps: a month counts only customers who have lived it to its end; money before the first purchase (a return) falls into the first month.
with lived as (
  select
    id, case when $is_grouped::boolean then g0 end as value, start_day,
    datesub('month', date '1970-01-01' + start_day, date '1970-01-01' + ($as_of::integer + 1)) as months
  from members
  where coalesce(is_paid, false) or not $is_paid_only::boolean
),
ends as (select value, months, count(*) as customers from lived group by value, months),
ages as (select unnest(range(1, least((select coalesce(max(months), 0) from lived), $most::bigint) + 1)) as month),
standing as (select e.value, a.month, sum(e.customers)::bigint as customers from ends e join ages a on e.months >= a.month group by e.value, a.month),
brought as (
  select l.id, l.value, l.months, greatest(datesub('month', date '1970-01-01' + l.start_day, date '1970-01-01' + p.day), 0) + 1 as month, sum(p.value) as worth
  from lived l join purchases p on p.account_id = l.id
  group by l.id, l.value, l.months, 4
),
sums as (select value, month, sum(worth) as worth from brought where months >= month group by value, month)
select s.value, s.month::integer as month, s.customers, coalesce(b.worth, 0)::varchar as worth
from standing s left join sums b on b.month = s.month and b.value is not distinct from s.value
order by s.value nulls last, s.month
