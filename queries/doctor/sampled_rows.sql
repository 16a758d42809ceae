-- Question: which rows of files do the rows of one table of the model come from, first, last and one between?
-- Grain: one row per file and sheet. Parameters: $table, for example model.lead. Traps: the files of an invented company have no bytes.
select f.hash, f.sheet, any_value(f.name) as name, list_sort(list_distinct([min(t.row_number), max(t.row_number), arg_min(t.row_number, t.row_hash)])) as places
from query_table($table) t join meta.file f on f.id = t.file_id
where regexp_full_match(f.hash, '[0-9a-f]{64}')
group by f.id, f.hash, f.sheet
order by f.id;
