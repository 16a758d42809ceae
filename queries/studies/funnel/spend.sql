-- What was spent? Grain: one row. Reads: spending (amount_reporting, amount). `unrated` counts amounts without a rate.
with counted as (select amount, amount_reporting from spending)
select sum(amount_reporting)::varchar as amount, count(*) as n, count(case when amount is not null and amount_reporting is null then 1 end) as unrated from counted
