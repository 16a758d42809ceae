-- Question: which tables of which files must be readable in the source archive? Grain: one row per file and sheet.
-- Traps: a file that was read again in another way is kept as it was read last; the files of an invented company have no bytes.
select hash, sheet, arg_max(name, id) as name, arg_max(rows, id) as rows
from meta.file
where regexp_full_match(hash, '[0-9a-f]{64}')
group by hash, sheet
order by name, sheet;
