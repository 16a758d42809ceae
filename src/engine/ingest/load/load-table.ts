import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { displayName } from '../recognise/propose-import.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { CustomNames, ensureCustomColumns, ensureCustomTable, slug } from './custom-columns.ts'
import { deriveRows } from './derive-rows.ts'
import { mappingText } from './known-files.ts'
import { nameToId } from './link-by-name.ts'
import type { LoadedFile, RowCounts } from './loaded-file.ts'
import { readModelColumns } from './model-columns.ts'
import { quarantineRejects, quarantineStaged } from './quarantine.ts'
import { adoptNamedRows } from './row-identity.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import { stageTable } from './stage-table.ts'
import type { StagedTable } from './stage-table.ts'
import { planTable } from './table-plan.ts'
import { upsertStaged } from './upsert.ts'

export interface LoadedTable {
  readonly draft: ImportDraft
  readonly file: LoadedFile
  readonly staged: StagedTable
  readonly counts: RowCounts
  /** Tables of the model that got or lost rows. */
  readonly touched: readonly string[]
}

/** The table of the model that a draft fills. */
export function entityOf(draft: ImportDraft): string {
  return draft.kind === 'custom' ? `custom_${slug(displayName(draft).replace(/\.[a-z0-9]{2,5}(?=#|$)/i, ''))}` : draft.kind
}

/** Loads one recognised table into the model, inside the transaction of its load. */
export async function loadTable(
  database: Database,
  draft: ImportDraft,
  load: number,
  index: number,
  zone: string,
  options: RunOptions,
): Promise<LoadedTable> {
  const file = await addFile(database, draft, load)
  const entity = entityOf(draft)
  if (draft.kind === 'custom') await ensureCustomTable(database, entity, await readModelColumns(database))
  const names = await CustomNames.read(database)
  const model = await readModelColumns(database)
  const plan = planTable(draft, { zone, model, entity, customName: (owner, header) => names.nameOf(owner, header) })
  const read = await stageTable(database, plan, `staged_${index}`, options)
  await adoptNamedRows(database, read, options)
  const repeated = await settleDuplicates(database, read, options)
  await nameToId(database, read, options)
  const staged = { ...read, plan: await ensureCustomColumns(database, read.plan, model) }
  const rejected = await quarantineRejects(database, draft.table, file, options)
  const unusable = await quarantineStaged(database, staged, file, options)
  const counts = await upsertStaged(database, staged, file, options)
  const changes = counts.loaded + counts.updated
  const derived = changes > 0 ? await deriveRows(database, staged, file, options) : []
  return {
    draft,
    file,
    staged,
    counts: { ...counts, unchanged: counts.unchanged + repeated, quarantined: rejected + unusable },
    touched: changes > 0 ? [entity, ...derived] : [],
  }
}

async function addFile(database: Database, draft: ImportDraft, load: number): Promise<LoadedFile> {
  const [row] = await database.rows<{ id: number }>(`select nextval('meta.file_ids')::integer as id`)
  const id = row?.id ?? 0
  const { table } = draft
  await database.run(
    `insert into meta.file (id, load_id, name, sheet, hash, kind, bytes, rows, mapping) values ($id, $load, $name, $sheet, $hash, $kind, $bytes, $rows, $mapping)`,
    {
      id,
      load,
      name: displayName(draft),
      sheet: table.sheet,
      hash: table.hash,
      kind: entityOf(draft),
      bytes: table.bytes,
      rows: table.counts.rows,
      mapping: mappingText(draft),
    },
  )
  return { load, id }
}

/** In a load declared full, what no file of its kind names any more is gone. Answers how many rows. */
export async function markVanished(
  database: Database,
  entity: string,
  tables: readonly LoadedTable[],
  load: number,
  options: RunOptions,
): Promise<number> {
  const seen = tables.map(({ staged }) => `select source_id from ${staged.name} where bad_reason is null`).join(' union all ')
  return await database.run(
    `update model.${quoteIdentifier(entity)} set is_deleted = true, load_id = $load
     where source = 'file' and not is_stub and not is_deleted and not ends_with(source_id, '#product') and not contains(source_id, '#entered ') and not ends_with(source_id, '#allocation')
       and source_id not in (${seen})`,
    { load },
    options,
  )
}
