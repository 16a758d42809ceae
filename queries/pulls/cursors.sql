-- How far each object of a connection was read. Grain: one row per object and pull that read it to the end, oldest first.
-- Parameters: $connection. Traps: is_undone where the load it came with was taken back.
select c.object, c.is_full, c.shape, c.cursor, c.fields, coalesce(l.undone, false) as is_undone
from meta.pull_cursor c left join meta.load l on l.id = c.load_id
where c.connection = $connection
order by c.pull_id
