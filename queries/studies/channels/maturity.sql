-- How much of the cohort is too young to be won? Grain: one row. Reads: cohort, mart.opportunity, mart.lead. Parameters: $from, $to, $as_of.
-- `typical` is the median of days from lead to win of the deals won in the two years before the day of the study.
with pace as (
  select quantile_cont(o.closed_day - l.created_day, 0.5) as typical
  from mart.opportunity o join mart.lead l on l.id = o.lead_id
  where o.status = 'won' and o.closed_day between $as_of::integer - 730 and $as_of::integer
),
born as (select created_day from cohort where created_day between $from::integer and least($to::integer, $as_of::integer))
select any_value(p.typical)::double as typical, count(b.created_day) as leads, count(case when b.created_day > $as_of::integer - p.typical then 1 end) as young
from pace p left join born b on true
