-- Question: which migrations of queries/schema has this file seen?
-- Grain: one row per migration that was committed.
-- Trap: this table exists before the first migration, so it is made here and never changed by one.
create schema if not exists meta;
create table if not exists meta.schema_version (
  version integer not null,
  applied_at timestamp not null default (now() at time zone 'UTC')
);
