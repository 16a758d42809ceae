-- How many leads come on which day: seasons, weekdays, growth, the dip at Spring Festival and National Day.
-- Grain: one row per day, from 39 full months before the day after $until up to $as_of; the leads of a day are first_lead … last_lead.
-- Parameters: $rows leads up to $until, $as_of the day the company is looked at, $festival_percent of a usual day in the festival weeks,
-- $growth_percent a year. Traps: $rows counts up to $until, so the week after it brings further leads at the same pace.
create or replace table sample.spring_festival as
select unnest([
  '2010-02-14','2011-02-03','2012-01-23','2013-02-10','2014-01-31','2015-02-19','2016-02-08','2017-01-28','2018-02-16','2019-02-05',
  '2020-01-25','2021-02-12','2022-02-01','2023-01-22','2024-02-10','2025-01-29','2026-02-17','2027-02-06','2028-01-26','2029-02-13',
  '2030-02-03','2031-01-23','2032-02-11','2033-01-31','2034-02-19','2035-02-08','2036-01-28'])::date as day;

create or replace table sample.span as
select
  (date_trunc('month', $until::date + 1) - interval 39 month)::date as first_day,
  $until::date as last_day,
  $as_of::date as as_of,
  sample.day_second($as_of::date + 1) as cut,
  sample.day_second($until::date + 1) as until_cut,
  sample.day_second((date_trunc('quarter', $until::date) - interval 9 month)::date) as slow_from,
  sample.day_second((date_trunc('quarter', $until::date) - interval 6 month)::date) as slow_to,
  $rows::bigint as leads;

create or replace table sample.day as
with days as (
  select unnest(generate_series(first_day, as_of, interval 1 day))::date as day, first_day from sample.span
),
festive as (
  select d.day, min(d.day - f.day) filter (where d.day - f.day between -7 and 10) as days_after, bool_or(d.day - f.day between -14 and -8) as is_before
  from days d join sample.spring_festival f on d.day - f.day between -14 and 10
  group by d.day
),
weighed as (
  select
    d.day,
    ([80, 90, 115, 110, 105, 120, 90, 90, 115, 105, 110, 125])[month(d.day)]::bigint
    * ([120, 118, 115, 110, 100, 35, 25])[isodow(d.day)]
    * (1000 + 10 * $growth_percent * (d.day - d.first_day) // 365)
    * case when f.days_after is not null then $festival_percent when f.is_before then 65 when month(d.day) = 10 and day(d.day) <= 7 then 35 else 100 end
    // 1000000 as weight
  from days d left join festive f on f.day = d.day
),
summed as (
  select day, weight, sum(weight) over (order by day)::bigint as up_to, (select sum(weight) from weighed, sample.span where day <= last_day)::bigint as whole
  from weighed
)
select
  day, sample.day_second(day) as second, weight, whole,
  s.leads * (up_to - weight) // whole + 1 as first_lead,
  s.leads * up_to // whole as last_lead
from summed, sample.span s
order by day;
