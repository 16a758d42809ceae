-- Question: which rows could not be used, and why? Grain: one row per unusable row of a load, newest load first.
-- Parameters: load (null = all), offset, limit.
select q.id, q.load_id as "load", f.name as file, f.sheet, f.hash, q.row_number as "row", q.column_name as "column", q.value, q.reason_zh as zh, q.reason_en as en
from meta.quarantine q
join meta.file f on f.id = q.file_id
join meta.load l on l.id = q.load_id and not l.undone
where $load::integer is null or q.load_id = $load::integer
order by q.load_id desc, q.file_id, q.row_number
limit $limit offset $offset;
