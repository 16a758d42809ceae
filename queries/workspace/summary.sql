-- Question: when was the last load, and how much of the data wants a look?
-- Grain: one row.
-- Traps: an undone load counts neither as the last nor with its quarantine; a match taken back is none.
select
  (select strftime(max(loaded_at), '%Y-%m-%dT%H:%M:%S.%gZ') from meta.load where not undone) as last_load_at,
  (select count(*) from meta.quarantine join meta.load on load.id = quarantine.load_id where not load.undone) as quarantined,
  (select count(*) from meta.reference where rule = 'normalised' and not undone) as matches
