-- In which segment is each customer? Grain: one row per customer. A step for others. Reads: scored.
-- Parameters: $cells, and beside each the segment it belongs to ($names) and that one's place ($places).
select s.id, c.name as value, c.place
from scored s
join (select unnest($cells::integer[]) as cell, unnest($names::varchar[]) as name, unnest($places::integer[]) as place) c on c.cell = s.cell
