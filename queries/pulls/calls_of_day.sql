-- How many calls the pulls of a connection have made since a moment. Parameters: $connection, $since (UTC).
-- Grain: one row.
select coalesce(sum(calls), 0)::integer as calls from meta.pull where connection = $connection and started_at >= $since::timestamp
