-- When did customers begin to buy? Grain: one row, days since 1970-01-01. Reads: members.
with starts as (select start_day from members)
select min(start_day) as first, max(start_day) as last, count(*) as customers from starts
