import { knownFields } from '../recognise/change-vocabulary.ts'

/**
 * SQL of what versions say of touched records, cell by cell, in the columns of savedStates. A version that ends while none
 * follows says that its record was deleted then.
 */
export function versionStates(): string {
  return `select entity, record, key as field, key as source_field, changed_at, value, null::varchar as prior, null::varchar as changed_by, origin, stage, file_id, row_number, row_hash
    from (
      select entity, record, changed_at, origin, stage, file_id, row_number, row_hash, unnest(map_keys(cells)) as key, unnest(map_values(cells)) as value
      from version_cells
    ) where key <> '_end'
    union all
    select entity, record, 'is_deleted', '_end', ended_at, 'true', 'false', null, origin, null, file_id, row_number, row_hash
    from version_cells where ended_at is not null and ended_at <> changed_at and is_last and coalesce(cells['is_deleted'], 'false') <> 'true'`
}

export const versionCells = `create or replace temp table version_cells as
  select c.entity, c.record, c.changed_at, c.source_id as origin, json_extract_string(c.new_value, '$.stage') as stage, c.file_id, c.row_number, c.row_hash,
    from_json(c.new_value, '"MAP(VARCHAR, VARCHAR)"') as cells, try_cast(json_extract_string(c.new_value, '$._end') as timestamp) as ended_at,
    row_number() over (partition by c.entity, c.record order by c.changed_at desc, c.source_id desc) = 1 as is_last
  from model.field_change c join touched_record t on t.entity = c.entity and t.record = c.record
  where c.field = 'version' and not c.is_deleted and c.changed_at is not null`

/** SQL: is the field `f.field` of `f.entity` a column of ours? The first value of a field of the source's own is no news. */
export function isOurs(): string {
  const pairs = knownFields().map(({ entity, field }) => `'${entity}.${field}'`)
  return `concat(f.entity, '.', f.field) in (${pairs.join(', ')})`
}
