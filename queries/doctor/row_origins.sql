-- Question: does every row of one table of the model come from a load, a file and a row of it that there are? Grain: one row.
-- Parameters: $table, for example model.lead. Traps: stubs were only named and have no file (0); what a person typed into a sheet or set apart
-- has neither load nor file (0), nor have the stubs it names; a row that vanished has a later load than
-- its file; the files of an invented company have no bytes, and their row numbers are of no use.
with wrong as (
  select
    t.source, t.source_id, t.load_id, t.file_id, t.row_number,
    l.id is null and not (t.load_id = 0 and (t.source = 'sheet' or t.is_stub)) as no_load,
    f.id is null and not t.is_stub and not (t.source = 'sheet' and t.load_id = 0 and t.file_id = 0) as no_file,
    regexp_full_match(f.hash, '[0-9a-f]{64}') and t.row_number not between 1 and f.rows as no_row
  from query_table($table) t
  left join meta.load l on l.id = t.load_id
  left join meta.file f on f.id = t.file_id
)
select
  (select count(*) from query_table($table)) as checked, count(*) as found,
  coalesce(list(concat(source, '/', source_id, ': ', case when no_load then 'load ' || load_id when no_file then 'file ' || file_id else 'file ' || file_id || ' row ' || row_number end) order by source, source_id)[:5], []) as examples
from wrong
where no_load or no_file or no_row;
