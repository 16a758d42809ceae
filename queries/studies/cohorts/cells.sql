-- How many customers of each cohort bought at each age, and for how much? Grain: one row per cohort and age that has begun, then (cohort null) one per age
-- over all cohorts whose period of that age has ended. Reads: aged. Parameters: $months, $periods, $as_of.
-- Traps: `is_open` = the period has not ended on the day of the study, so that its numbers say nothing yet; customers who bought later, even in an open
-- period, count among those who came back on or after.
with cohorts as (select cohort, count(distinct id) as customers from aged group by cohort),
lasts as (select cohort, id, max(case when purchases > 0 then age end) as last_age from aged group by cohort, id),
later as (select cohort, last_age, count(*) as customers from lasts group by all),
bought as (select cohort, age, sum(case when purchases > 0 then 1 else 0 end) as customers, sum(amount) as amount from aged group by cohort, age),
grid as (
  select c.cohort, c.customers, r.age::integer as age, (make_date(((c.cohort + r.age) * $months::integer // 12)::integer, ((c.cohort + r.age) * $months::integer % 12 + 1)::integer, 1) - date '1970-01-01')::integer as first_day,
    (make_date(((c.cohort + r.age + 1) * $months::integer // 12)::integer, ((c.cohort + r.age + 1) * $months::integer % 12 + 1)::integer, 1) - date '1970-01-01')::integer as next_day
  from cohorts c cross join range(0, $periods::bigint + 1) r(age)
),
cells as (
  select
    g.cohort, g.age, g.customers, g.next_day > $as_of::integer + 1 as is_open, coalesce(b.customers, 0)::bigint as bought,
    (select coalesce(sum(l.customers), 0) from later l where l.cohort = g.cohort and l.last_age >= g.age)::bigint as bought_later,
    coalesce(b.amount, 0) as amount, sum(coalesce(b.amount, 0)) over (partition by g.cohort order by g.age) as cumulative,
    first(coalesce(b.amount, 0)) over (partition by g.cohort order by g.age) as first_amount
  from grid g left join bought b on b.cohort = g.cohort and b.age = g.age
  where g.first_day <= $as_of::integer
),
merged as (
  select * from cells
  union all by name
  select
    null as cohort, age, sum(customers)::bigint as customers, false as is_open, sum(bought)::bigint as bought, sum(bought_later)::bigint as bought_later,
    sum(amount) as amount, sum(cumulative) as cumulative, sum(first_amount) as first_amount
  from cells where not is_open
  group by age
)
select cohort::integer as cohort, age, customers, is_open, bought, bought_later, amount::varchar as amount, cumulative::varchar as cumulative, first_amount::varchar as first_amount
from merged
order by cohort nulls last, age
