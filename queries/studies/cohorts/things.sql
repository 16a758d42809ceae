-- Which customers stand in a cell? Grain: one row per customer, most money first. Reads: aged.
-- Parameters: $cohort (null = every one whose period of the age has ended), $age (null = all customers of the cohort), $is_later, $is_again, $months, $as_of,
-- $has_group and $group.
with customers as (
  select
    id, any_value(thing_id) as thing_id, any_value(cohort) as cohort, any_value(g0) as g0, sum(amount) as amount, sum(purchases) as purchases,
    max(case when purchases > 0 then age end) as last_age, bool_or(purchases > 0 and age = $age::integer) as bought
  from aged group by id
)
select thing_id as id
from customers
where ($cohort::integer is null or cohort = $cohort::integer)
  and (not $has_group::boolean or g0 is not distinct from $group::varchar)
  and (not $is_again::boolean or purchases > 1)
  and ($age::integer is null or (
    case when $is_later::boolean then last_age >= $age::integer else bought end
    and ($cohort::integer is not null or make_date(((cohort + $age::integer + 1) * $months::integer // 12)::integer, ((cohort + $age::integer + 1) * $months::integer % 12 + 1)::integer, 1) - date '1970-01-01' <= $as_of::integer + 1)))
order by amount desc, thing_id
