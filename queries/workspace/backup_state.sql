-- Question: which state of the workspace is this, in words a backup is told by? Grain: one row.
-- Trap: asked of older schemas too, so it names only what the first one had.
select
  (select coalesce(max(version), 0) from meta.schema_version) as schema,
  (select data_version from meta.state) as data_version,
  (select count(*) from meta.load) as loads;
