-- Which customers stand in these cells? Grain: one row per customer, most money first. Reads: scored. Parameters: $cells.
with chosen as (
  select id, amount from scored where cell in (select unnest($cells::integer[]))
)
select id from chosen order by amount desc, id
