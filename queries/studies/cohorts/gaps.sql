-- How long do customers take to buy again? Grain: one row. Reads: members, events. `p90` is in days; `first_day` is the first purchase of all. Traps: purchases of one day are one.
with days as (select distinct e.account_id, e.day from events e join members m on m.id = e.account_id where e.is_purchase),
gaps as (select day, day - lag(day) over (partition by account_id order by day) as gap from days)
select count(gap) as n, quantile_cont(gap, 0.9)::double as p90, min(day) as first_day from gaps
