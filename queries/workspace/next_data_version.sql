-- Question: none; marks every answer given so far as old.
-- Grain: changes the one row of meta.state.
-- Trap: belongs in the same transaction as the change itself, or a kill between them leaves stale answers in caches.
update meta.state set data_version = data_version + 1
