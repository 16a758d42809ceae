-- Which histories are there? Grain: one row per history, with how many customers have it. Reads: summaries.
with histories as (select frequency, recency, age, count(*) as customers from summaries group by all)
select frequency, recency, age, customers::integer as customers from histories order by frequency, recency, age
