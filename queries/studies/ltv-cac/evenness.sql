-- How even are the times between purchases? Grain: one row. Reads: members, purchases. `spread` is the variance of t1/(t1 + t2) over the last two times between
-- purchases of each customer: 1/12 where chance rules, 0 where a clock does. Source: Wheat and Morrison 1990, "Estimating Purchase Regularity with Two Interpurchase Times".
with days as (select distinct p.account_id, p.day from purchases p join members m on m.id = p.account_id where p.is_purchase),
ranked as (select account_id, day, row_number() over (partition by account_id order by day desc) as place from days),
three as (
  select
    account_id, max(case when place = 1 then day end) as last_day, max(case when place = 2 then day end) as middle_day, max(case when place = 3 then day end) as first_day
  from ranked where place <= 3
  group by account_id
  having count(*) = 3
)
select count(*) as n, var_samp((middle_day - first_day)::double / (last_day - first_day))::double as spread from three
