-- How do the values of a field compare? Grain: one row per value and age. Reads: aged. Parameters: $months, $periods, $as_of.
-- Traps: at each age only the cohorts whose period of that age has ended, so that groups of different ages can be compared.
with members as (select id, any_value(g0) as g0, any_value(o0) as o0, any_value(cohort) as cohort, max(case when purchases > 0 then age end) as last_age from aged group by id),
ended as (
  select m.*, r.age::integer as age
  from members m cross join range(0, $periods::bigint + 1) r(age)
  where make_date(((m.cohort + r.age + 1) * $months::integer // 12)::integer, ((m.cohort + r.age + 1) * $months::integer % 12 + 1)::integer, 1) - date '1970-01-01' <= $as_of::integer + 1
)
select
  e.g0 as value, e.age, count(*) as customers, count(case when a.purchases > 0 then 1 end) as bought, count(case when e.last_age >= e.age then 1 end) as bought_later,
  coalesce(sum(a.amount), 0)::varchar as amount
from ended e left join aged a on a.id = e.id and a.age = e.age
group by e.g0, e.age
order by min(min(e.o0)) over (partition by e.g0) nulls last, e.g0 nulls last, e.age
