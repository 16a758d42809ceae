-- Pulls that ended, newest first. Parameters: $connection (null = of all), $limit, $offset.
-- Grain: one row per pull.
select id, connection, outcome from meta.pull
where $connection is null or connection = $connection
order by id desc limit $limit offset $offset
