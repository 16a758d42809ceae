-- What is known of each customer? Grain: one row per customer. Reads: summaries.
with known as (select * from summaries)
select id::double as id, g0, start_day, is_paid::integer as is_paid, frequency, recency, age, spend, worth, bought from known order by id
