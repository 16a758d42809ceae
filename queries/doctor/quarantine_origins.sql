-- Question: does every row that was put aside point at a row of a file of its load? Grain: one row.
with wrong as (
  select q.id, q.load_id, q.file_id, q.row_number
  from meta.quarantine q left join meta.file f on f.id = q.file_id and f.load_id = q.load_id
  where f.id is null or q.row_number not between 1 and f.rows
)
select
  (select count(*) from meta.quarantine) as checked, count(*) as found,
  coalesce(list(concat('load ', load_id, ' file ', file_id, ' row ', row_number) order by id)[:5], []) as examples
from wrong;
