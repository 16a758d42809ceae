-- Notes a pull that ended, whatever became of it. Parameters: $id, $connection, $startedAt (UTC), $calls, $state, $outcome (JSON).
-- Traps: no secrets, no contents of records.
insert into meta.pull (id, connection, started_at, calls, state, outcome)
values ($id, $connection, $startedAt::timestamp, $calls, $state, $outcome)
