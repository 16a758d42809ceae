-- Which forecast categories do deals name themselves? Grain: one row per category, in the order in which spans.sql counts them. Reads: states.
with named as (select distinct forecast_category as name from states where forecast_category is not null)
select name from named order by name
