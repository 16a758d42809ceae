-- Question: does every text that names an entity stand for a row of its table? Grain: one row. Parameters: $entity, $table (model.<entity>).
select
  0::bigint as checked, count(*) as found, coalesce(list(concat(r.entity, ' "', r.raw, '" → id ', r.id) order by r.raw)[:5], []) as examples
from meta.reference r
anti join query_table($table) t on t.id = r.id
where r.entity = $entity;
