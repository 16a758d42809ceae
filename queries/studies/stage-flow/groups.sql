-- Which groups does a breakdown have, in their natural order? Grain: one row per value. Reads: population (g0, o0).
with grouped as (
  select g0, min(o0) as place from population group by g0
)
select g0 as value from grouped order by g0 is null, place nulls last, g0
