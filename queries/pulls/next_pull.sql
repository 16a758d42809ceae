-- The number of a pull that begins. Grain: one row.
-- Traps: never used again, also where the pull fails.
select nextval('meta.pull_ids')::integer as id
