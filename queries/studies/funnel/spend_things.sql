-- Which rows of spend are they? Grain: one row per row of spend, the largest first. Reads: spending (id, amount_reporting).
with spent as (select id, amount_reporting from spending)
select id from spent order by amount_reporting desc nulls last, id
