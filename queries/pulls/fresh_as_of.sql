-- When the last pull began that read everything. Parameters: $connection. Grain: one row, null before there was one.
-- Traps: what changed at the source after that moment may not be here.
select max(started_at) as at from meta.pull where connection = $connection and state = 'done'
