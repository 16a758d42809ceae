-- What did customers do up to a day, and after it? Grain: one row per customer who had bought by then, of a large base every so manieth.
-- Reads: summaries as of that day, purchases. Parameters: $split, the day; $most, how many customers at most. `later` = days with a purchase after it.
with later as (
  select account_id as id, count(distinct day) as days from purchases where is_purchase and day > $split::integer group by account_id
),
placed as (select *, row_number() over (order by id) - 1 as place, count(*) over () as customers from summaries)
select s.frequency, s.recency, s.age, 1 as customers, coalesce(l.days, 0)::integer as later
from placed s left join later l on l.id = s.id
where s.place % ceil(s.customers / $most::double)::bigint = 0
order by s.id
