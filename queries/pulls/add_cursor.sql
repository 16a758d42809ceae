-- Notes how far an object was read. Parameters: $pull, $connection, $object, $load (null = nothing was new), $isFull, $shape, $cursor, $fields.
-- Traps: belongs into the transaction of the load.
insert into meta.pull_cursor (pull_id, connection, object, load_id, is_full, shape, cursor, fields)
values ($pull, $connection, $object, $load, $isFull, $shape, $cursor, $fields)
