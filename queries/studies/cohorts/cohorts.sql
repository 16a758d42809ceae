-- How large is each cohort, and what did it bring so far? Grain: one row per cohort, then (cohort null) one for all. Reads: aged.
-- `again` counts customers with more than one purchase.
with customers as (select cohort, id, sum(purchases) as purchases, sum(amount) as amount from aged group by cohort, id)
select cohort::integer as cohort, count(*) as customers, sum(case when purchases > 1 then 1 else 0 end)::bigint as again, sum(amount)::varchar as amount
from customers
group by grouping sets ((cohort), ())
having count(*) > 0
order by cohort nulls last
