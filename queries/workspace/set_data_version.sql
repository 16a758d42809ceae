-- Question: none; gives restored data a version that nothing was answered under before.
-- Grain: changes the one row of meta.state. Parameters: $version.
-- Trap: caches are keyed by it, so it must be above every version that was ever given away.
update meta.state set data_version = $version;
