import type { Database, RunOptions } from '../../database/database.ts'
import { hasRows } from '../has-rows.ts'
import { deriveChanges, fillOldValues } from './derive-changes.ts'
import { deriveChangeVisits } from './derive-change-visits.ts'
import { nameLateRecords } from './name-records.ts'
import { savedColumns } from './saved-states.ts'
import { placeStages } from './stage-places.ts'

/**
 * After all files of a load: what histories say together, whichever file came first. Works out anew the changes and the stage
 * visits of the records that the load touched. Answers the tables that got or lost rows.
 */
export async function deriveHistories(
  database: Database,
  load: number,
  tables: ReadonlySet<string>,
  options: RunOptions,
): Promise<readonly string[]> {
  const hasChanges = await hasRows(database, 'model.field_change', options)
  if (!hasChanges && !(tables.has('stage_visit') && (await savedColumns(database, options)).length > 0)) return []
  const named = hasChanges ? await nameLateRecords(database, load, options) : 0
  await touchRecords(database, load, named > 0 || tables.has('stage'), options)
  if (!(await hasRows(database, 'touched_record', options))) return named > 0 ? ['field_change'] : []
  await placeStages(database, options)
  const changes = named + (await deriveChanges(database, load, options)) + (await fillOldValues(database, load, options))
  const visits = await deriveChangeVisits(database, load, options)
  return [...(changes > 0 ? ['field_change'] : []), ...(visits > 0 ? ['stage_visit'] : [])]
}

/** `touched_record` (entity, record): what this load speaks of, and what rows worked out earlier speak of without a reason any more. */
async function touchRecords(database: Database, load: number, isAll: boolean, options: RunOptions): Promise<void> {
  const by = isAll ? 'true' : 'load_id = $load'
  await database.run(
    `create or replace temp table touched_record as
     select entity, record from model.field_change where ${by}
     union select 'opportunity', opportunity from model.stage_visit where ${by}
     union select 'opportunity', source_id from model.opportunity where not is_stub and load_id = $load
     union select d.entity, d.record from model.field_change d where contains(d.source_id, '#change ') and d.entity = 'opportunity'
       and not exists (select 1 from model.stage_visit v where v.opportunity = d.record) and not exists (select 1 from model.field_change v where v.field = 'version' and v.record = d.record)`,
    { load },
    options,
  )
}
