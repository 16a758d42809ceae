import type { Database, RunOptions } from '../../database/database.ts'
import { hasRows } from '../has-rows.ts'
import { replaceDerived } from './replace-derived.ts'
import { savedColumns, savedStates } from './saved-states.ts'
import { entityVersions, keepVersions } from './versions.ts'
import { isOurs, versionCells, versionStates } from './version-states.ts'

/**
 * Where a source keeps states, the differences between them are changes: of each touched record, in time, the first value
 * known and every one that differs from the one before. A change log that says the same outranks them. Answers how many rows
 * came or went.
 */
export async function deriveChanges(database: Database, load: number, options: RunOptions): Promise<number> {
  const states = await savedStates(database, await savedColumns(database, options), options)
  const hasVersions = await hasRows(database, `model.field_change where field = 'version'`, options)
  const derived = `contains(m.source_id, '#change ') and exists (select 1 from touched_record t where t.entity = m.entity and t.record is not distinct from m.record)`
  if (hasVersions) await database.run(versionCells, {}, options)
  const parts = [...(states === null ? [] : [states]), ...(hasVersions ? [versionStates()] : [])]
  if (parts.length === 0 && !(await hasRows(database, `model.field_change m where ${derived}`, options))) return 0
  await database.run(
    `create or replace temp table state_said as ${parts.length === 0 ? emptyStates : parts.join(' union all ')};
     create or replace temp table change_wanted as ${differences}`,
    {},
    options,
  )
  const columns = ['entity', 'record', 'field', 'source_field', 'old_value', 'new_value', 'changed_at', 'changed_by']
  return await replaceDerived(database, { entity: 'field_change', wanted: 'change_wanted', columns, scope: derived }, load, options)
}

const emptyStates = `select null::varchar as entity, null::varchar as record, null::varchar as field, null::varchar as source_field, null::timestamp as changed_at,
  null::varchar as value, null::varchar as prior, null::varchar as changed_by, null::varchar as origin, null::varchar as stage, 0 as file_id, 0 as row_number, 0::ubigint as row_hash limit 0`

// A state that says what was before it is believed: it differs from the last one known where states are missing in between.
const differences = `with ordered as (
    select s.*, row_number() over by_time as nth, lag(s.value) over by_time as former, p.position
    from state_said s left join stage_place p on p.stage = s.stage
    window by_time as (partition by s.entity, s.record, s.field order by s.changed_at, p.position, s.origin)
  ),
  told as (
    select f.*, case when nth = 1 then prior when prior is distinct from value then coalesce(prior, former) else former end as before
    from ordered f
    where (nth = 1 and coalesce(value, prior) is not null and (${isOurs()}) and (field <> 'is_deleted' or value = 'true'))
      or (nth > 1 and (value is distinct from former or (prior is not null and prior is distinct from value)))
  )
  select concat(origin, '#change ', source_field) as source_id, entity, record, field, source_field, before as old_value, value as new_value, changed_at, changed_by,
    file_id, row_number, row_hash, row_number() over (order by changed_at, position, origin, field) as place
  from told
  where not exists (
    select 1 from model.field_change l
    where l.entity = told.entity and l.record = told.record and l.field = told.field and l.changed_at = told.changed_at and l.new_value is not distinct from told.value
      and l.field <> 'version' and not l.is_deleted and not contains(l.source_id, '#change ')
  )`

/** A log that names only new values: what was before is what the change before left. Answers how many rows learned it. */
export async function fillOldValues(database: Database, load: number, options: RunOptions): Promise<number> {
  await database.run(
    `create or replace temp table old_value_known as
     select id, former from (
       select l.id, l.file_id, l.old_value, lag(l.new_value) over (partition by l.entity, l.record, l.field order by l.changed_at, p.position, l.source_id) as former
       from model.field_change l join touched_record t on t.entity is not distinct from l.entity and t.record = l.record
       left join stage_place p on p.stage = l.new_value and l.field = 'stage'
       where l.field <> 'version' and not l.is_deleted and not contains(l.source_id, '#change ')
     )
     where old_value is distinct from former
       and file_id in (select id from meta.file where kind = 'field_change' and not contains(mapping, 'field_change.old_value') and not contains(mapping, 'version.ends_at'))`,
    {},
    options,
  )
  await keepVersions(database, entityVersions('field_change'), load, 'm.id in (select id from old_value_known)', options)
  return await database.run(
    `update model.field_change c set old_value = w.former, load_id = $load from old_value_known w where w.id = c.id`,
    { load },
    options,
  )
}
