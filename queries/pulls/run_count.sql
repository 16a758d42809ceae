-- How many pulls have ended. Parameters: $connection (null = of all). Grain: one row.
select count(*)::integer as total from meta.pull where $connection is null or connection = $connection
