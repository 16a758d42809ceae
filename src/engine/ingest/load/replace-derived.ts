import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { removeRows } from './versions.ts'

/** Rows of a table of the model that are worked out from others. */
export interface Derived {
  readonly entity: 'field_change' | 'stage_visit'
  /** A temporary table with source_id, file_id, row_number, row_hash and `columns`: all that the touched records should have. */
  readonly wanted: string
  readonly columns: readonly string[]
  /** Which rows of the table `m` are of this sort and of a touched record. */
  readonly scope: string
}

/** Makes the derived rows of touched records what they should be; those that are so already keep their ids. Answers how many came or went. */
export async function replaceDerived(
  database: Database,
  { entity, wanted, columns, scope }: Derived,
  load: number,
  options: RunOptions,
): Promise<number> {
  const names = columns.map(quoteIdentifier)
  const same = names.map((column) => `w.${column} is not distinct from m.${column}`).join(' and ')
  const stale = `${scope} and not exists (select 1 from ${wanted} w where w.source_id = m.source_id and ${same})`
  const removed = await removeRows(database, entity, load, stale, options)
  const added = await database.run(
    `insert into model.${entity} (id, source, source_id, load_id, file_id, row_number, row_hash, is_stub, is_deleted, ${names.join(', ')})
     select nextval('meta.entity_ids'), 'file', w.source_id, $load, w.file_id, w.row_number, w.row_hash, false, false, ${names.map((column) => `w.${column}`).join(', ')}
     from (select * from ${wanted} order by place) w where w.source_id not in (select m.source_id from model.${entity} m where ${scope})`,
    { load },
    options,
  )
  return removed + added
}
