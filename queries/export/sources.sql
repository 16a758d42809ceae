-- Question: which files are the workspace's numbers made from?
-- Grain: one row per file (and sheet of one) of a load that stands, in the order they came.
-- Reads: meta.file, meta.load.
-- Traps: an undone load counts for nothing; rows are those read, loaded or not.
select
  file.name,
  coalesce(file.sheet, '') as sheet,
  file.hash,
  file.rows,
  file.load_id as load
from meta.file as file
join meta.load as load on load.id = file.load_id
where not load.undone
order by file.load_id, file.id
