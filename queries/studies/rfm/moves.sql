-- How did customers move between cells? Grain: one row per pair of cells; null = was or is no customer. Reads: scored, before.
with moves as (
  select b.cell as before_cell, s.cell as now_cell, count(*) as customers
  from before b full outer join scored s on s.id = b.id
  group by all
)
select before_cell, now_cell, customers from moves order by all
