-- Which customers went from these cells to those? Grain: one row per customer. Reads: scored, before. Parameters: $cells_before, $cells_now;
-- empty = was or is no customer.
with moved as (
  select coalesce(s.id, b.id) as id, coalesce(s.amount, b.amount) as amount, b.cell as before_cell, s.cell as now_cell
  from before b full outer join scored s on s.id = b.id
)
select id from moved
where case when len($cells_before::integer[]) = 0 then before_cell is null else list_contains($cells_before::integer[], before_cell) end
  and case when len($cells_now::integer[]) = 0 then now_cell is null else list_contains($cells_now::integer[], now_cell) end
order by amount desc, id
