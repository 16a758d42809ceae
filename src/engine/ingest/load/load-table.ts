import type { LoadMode } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { historyObject, isVersions } from '../recognise/history-shape.ts'
import { displayName } from '../recognise/propose-import.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { CustomNames, ensureCustomColumns, ensureCustomTable, slug, withModelTypes } from './custom-columns.ts'
import { deriveRows } from './derive-rows.ts'
import { mappingText } from './known-files.ts'
import { readingText } from './replay-drafts.ts'
import { nameToId } from './link-by-name.ts'
import type { LoadedFile, RowCounts } from './loaded-file.ts'
import { readColumnsOf, readModelColumns } from './model-columns.ts'
import { quarantineRejects, quarantineStaged } from './quarantine.ts'
import { adoptNamedRows } from './row-identity.ts'
import { settleChanges } from './settle-changes.ts'
import { continueNumbers, settleDuplicates } from './settle-duplicates.ts'
import { stageTable } from './stage-table.ts'
import type { StagedTable } from './stage-table.ts'
import { planTable } from './table-plan.ts'
import { upsertStaged } from './upsert.ts'
import { keepEnds, loadLastRecords, stageVersions } from './version-rows.ts'
import type { VersionTable } from './version-rows.ts'

export interface LoadedTable {
  readonly draft: ImportDraft
  readonly file: LoadedFile
  readonly staged: StagedTable
  readonly counts: RowCounts
  /** Things that only this history describes. */
  readonly records: number
  /** Tables of the model that got or lost rows. */
  readonly touched: readonly string[]
}

/** The table of the model that a draft fills. */
export function entityOf(draft: ImportDraft): string {
  return draft.kind === 'custom' ? `custom_${slug(displayName(draft).replace(/\.[a-z0-9]{2,5}(?=#|$)/i, ''))}` : draft.kind
}

/** The load that a table is part of. */
export interface LoadFrame {
  readonly load: number
  readonly mode: LoadMode
  readonly zone: string
  readonly options: RunOptions
}

/** A table of a load that is read and has its columns in the model, but no rows there yet. */
export interface ReadTable {
  readonly draft: ImportDraft
  readonly file: LoadedFile
  readonly staged: StagedTable
  /** Where the file is one of row versions. */
  readonly history: VersionTable | null
}

/**
 * Reads one recognised table and makes room for its columns. All tables of a load are read before the first is filled: DuckDB
 * takes no new column in a transaction that changed rows of the same table. `index` tells the tables of a load apart.
 */
export async function readTable(
  database: Database,
  draft: ImportDraft,
  index: number,
  { load, zone, options }: LoadFrame,
): Promise<ReadTable> {
  const file = await addFile(database, draft, load, false)
  const entity = entityOf(draft)
  if (draft.kind === 'custom') await ensureCustomTable(database, entity, await readModelColumns(database))
  const names = await CustomNames.read(database)
  const object = historyObject(draft)
  const model = await readColumnsOf(database, object === null ? [entity] : [entity, object])
  const settings = { zone, model, entity, customName: (owner: string, header: string) => names.nameOf(owner, header) }
  const history = isVersions(draft) ? await stageVersions(database, draft, settings, `staged_${index}`, options) : null
  const staged = history?.versions ?? (await stageTable(database, planTable(draft, settings), `staged_${index}`, options))
  await ensureCustomColumns(database, history?.records.plan ?? staged.plan, model, load)
  return { draft, file, staged, history }
}

/** Puts a table that was read into the model, inside the transaction of its load. */
export async function fillTable(
  database: Database,
  { draft, file, staged: raw, history }: ReadTable,
  { mode, zone, options }: LoadFrame,
): Promise<LoadedTable> {
  const isLog = draft.kind === 'field_change' && history === null
  const read = isLog ? await settleChanges(database, raw, zone, options) : raw
  if (history !== null) await keepEnds(database, raw.name, options)
  await adoptNamedRows(database, read, options)
  const isMore = mode === 'append' && read.key.isNumbered
  const repeated = isMore ? 0 : await settleDuplicates(database, read, options)
  if (isMore) await continueNumbers(database, read, options)
  await nameToId(database, read, options)
  const staged = { ...read, plan: withModelTypes(read.plan, await readColumnsOf(database, [read.plan.entity])) }
  const rejected = await quarantineRejects(database, draft.table, file, options)
  const unusable = await quarantineStaged(database, staged, file, options)
  const counts = await upsertStaged(database, staged, file, mode, options)
  const changes = counts.loaded + counts.updated
  const derived = changes > 0 ? await deriveRows(database, staged, file, options) : []
  const records = history === null || changes === 0 ? 0 : await loadLastRecords(database, history, file, mode, options)
  return {
    draft,
    file,
    staged,
    counts: { ...counts, unchanged: counts.unchanged + repeated, quarantined: rejected + unusable },
    records,
    touched: changes > 0 ? [entityOf(draft), ...derived, ...(history === null ? [] : [history.entity])] : [],
  }
}

/** Notes a file of a load with all it takes to read it again. A repeat said nothing new: no row of the model comes from it. */
export async function addFile(database: Database, draft: ImportDraft, load: number, isRepeat: boolean): Promise<LoadedFile> {
  const [row] = await database.rows<{ id: number }>(`select nextval('meta.file_ids')::integer as id`)
  const id = row?.id ?? 0
  const { table } = draft
  await database.run(
    `insert into meta.file (id, load_id, name, sheet, hash, kind, bytes, rows, mapping, reading, is_repeat)
     values ($id, $load, $name, $sheet, $hash, $kind, $bytes, $rows, $mapping, $reading, $isRepeat)`,
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
      reading: readingText(draft),
      isRepeat,
    },
  )
  return { load, id }
}
