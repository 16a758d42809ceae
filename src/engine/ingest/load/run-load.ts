import { HelmdeckError } from '../../../contract/errors.ts'
import type { FileOutcome, ImportProgress } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { advanceDataVersion } from '../../workspace/data-version.ts'
import { displayName } from '../recognise/propose-import.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { dropOutranked } from './derive-rows.ts'
import { countFilledColumns } from './filled-columns.ts'
import { earlierOutcome } from './known-files.ts'
import { linkLateNames } from './link-by-name.ts'
import { entityOf, loadTable, markVanished } from './load-table.ts'
import type { LoadedTable } from './load-table.ts'
import { rebuildMarts } from './marts.ts'
import { matchedIn } from './matched-values.ts'
import { linkReferences } from './references.ts'
import { settleReportingCurrency } from './reporting-currency.ts'

export interface LoadRequest {
  readonly drafts: readonly ImportDraft[]
  readonly isFull: boolean
  readonly zone: string
  readonly at: Date
  readonly progress: (progress: ImportProgress) => void
  readonly options: RunOptions
  /** Awaited last of all inside the transaction; a failure undoes it. */
  readonly beforeCommit?: () => Promise<void>
}

export interface LoadResult {
  /** null where no file says anything new. */
  readonly load: number | null
  readonly dataVersion: number
  /** One per draft, in their order. */
  readonly files: readonly FileOutcome[]
  /** The reporting currency this load settled. */
  readonly reportingCurrency: string | null
}

/** Thrown inside the transaction to leave everything as it was; not an error anybody sees. */
class NothingNew extends Error {
  readonly files: readonly FileOutcome[]
  constructor(files: readonly FileOutcome[]) {
    super('nothing new')
    this.files = files
  }
}

/**
 * Loads recognised tables in one transaction: rows, quarantine, references, marts and the data version become visible
 * together or not at all. `prepare` runs first inside it (macros, recognition). Throws `cancelled`, `disk-full`,
 * `invalid-recipe`; what was before stays then.
 */
export async function runLoad(database: Database, prepare: (transaction: Database) => Promise<LoadRequest>): Promise<LoadResult> {
  try {
    return await database.transaction(async (transaction) => loadAll(transaction, await prepare(transaction)))
  } catch (cause) {
    if (!(cause instanceof NothingNew)) throw cause
    const [row] = await database.rows<{ data_version: number }>('select data_version from meta.state')
    return { load: null, dataVersion: row?.data_version ?? 0, files: cause.files, reportingCurrency: null }
  }
}

async function loadAll(database: Database, request: LoadRequest): Promise<LoadResult> {
  const { drafts, options, progress } = request
  const outcomes = await Promise.all(
    drafts.map(async (draft) => (request.isFull ? null : earlierOutcome(database, draft, entityOf(draft)))),
  )
  if (outcomes.every((outcome) => outcome !== null))
    throw new NothingNew(drafts.map((draft, index) => unchangedOutcome(draft, outcomes[index] ?? null)))
  const load = await startLoad(database, request)
  const loaded = new Map<number, LoadedTable>()
  const total = drafts.reduce((sum, draft) => sum + draft.table.bytes, 1)
  let done = 0
  for (const [index, draft] of drafts.entries()) {
    progress({ step: 'loading', file: displayName(draft), fraction: 0.3 + (0.4 * done) / total })
    if ((outcomes[index] ?? null) === null) loaded.set(index, await loadTable(database, draft, load, index, request.zone, options))
    done += draft.table.bytes
  }
  const vanished = request.isFull ? await markAllVanished(database, [...loaded.values()], load, options) : new Map<LoadedTable, number>()
  const tables = new Set([...loaded.values()].flatMap(({ touched }) => touched))
  for (const [table, rows] of vanished) if (rows > 0) tables.add(entityOf(table.draft))
  progress({ step: 'linking', file: null, fraction: 0.7 })
  for (const table of await linkLateNames(database, tables, options)) tables.add(table)
  await dropOutranked(database, options)
  const references = await linkReferences(database, load, tables, options)
  const files: FileOutcome[] = []
  for (const [index, draft] of drafts.entries()) {
    const table = loaded.get(index)
    files.push(
      table === undefined
        ? unchangedOutcome(draft, outcomes[index] ?? null)
        : await outcomeOf(database, table, vanished.get(table) ?? 0, options),
    )
  }
  if (saysNothingNew(drafts, files)) throw new NothingNew(files)
  progress({ step: 'building', file: null, fraction: 0.8 })
  const reportingCurrency = await settleReportingCurrency(database, options)
  await countFilledColumns(database, new Set([...tables, ...references]), options)
  await rebuildMarts(
    database,
    { tables: new Set([...tables, ...references]), references, settingsChanged: reportingCurrency !== null },
    options,
    (fraction) => progress({ step: 'building', file: null, fraction: 0.8 + 0.19 * fraction }),
  )
  await database.run('update meta.load set outcome = $outcome where id = $load', { load, outcome: JSON.stringify(files) })
  const dataVersion = await advanceDataVersion(database)
  await request.beforeCommit?.()
  throwIfAborted(options)
  return { load, dataVersion, files, reportingCurrency }
}

function throwIfAborted({ signal }: RunOptions): void {
  if (signal?.aborted) throw new HelmdeckError('cancelled')
}

async function startLoad(database: Database, { at, isFull }: LoadRequest): Promise<number> {
  const [row] = await database.rows<{ id: number }>(`select nextval('meta.load_ids')::integer as id`)
  const id = row?.id ?? 0
  await database.run(`insert into meta.load (id, loaded_at, mode, outcome) values ($id, $at::timestamp, $mode, '[]')`, {
    id,
    at: at.toISOString().replace('Z', ''),
    mode: isFull ? 'full' : 'upsert',
  })
  return id
}

async function markAllVanished(
  database: Database,
  loaded: readonly LoadedTable[],
  load: number,
  options: RunOptions,
): Promise<ReadonlyMap<LoadedTable, number>> {
  const vanished = new Map<LoadedTable, number>()
  for (const entity of new Set(loaded.map(({ draft }) => entityOf(draft)))) {
    const tables = loaded.filter(({ draft }) => entityOf(draft) === entity)
    const last = tables.at(-1)
    if (last) vanished.set(last, await markVanished(database, entity, tables, load, options))
  }
  return vanished
}

async function outcomeOf(
  database: Database,
  { draft, staged, counts }: LoadedTable,
  vanished: number,
  options: RunOptions,
): Promise<FileOutcome> {
  const isChanged = counts.loaded + counts.updated + vanished + counts.quarantined > 0
  return {
    name: displayName(draft),
    recognisedAs: draft.kind,
    confidence: draft.confidence,
    status: isChanged ? 'loaded' : 'unchanged',
    problem: null,
    rowsRead: counts.loaded + counts.updated + counts.unchanged + counts.quarantined,
    ...counts,
    vanished,
    matched: await matchedIn(database, staged, options),
    openQuestions: [...draft.questions],
  }
}

function unchangedOutcome(draft: ImportDraft, earlier: FileOutcome | null): FileOutcome {
  const same = (earlier?.loaded ?? 0) + (earlier?.updated ?? 0) + (earlier?.unchanged ?? 0)
  const quarantined = earlier?.quarantined ?? 0
  return {
    name: displayName(draft),
    recognisedAs: draft.kind,
    confidence: draft.confidence,
    status: 'unchanged',
    problem: null,
    rowsRead: same + quarantined,
    loaded: 0,
    updated: 0,
    unchanged: same,
    vanished: 0,
    quarantined,
    matched: earlier?.matched ?? [],
    openQuestions: [...draft.questions],
  }
}

/** Rows put aside again by a file that is known already are no news. */
function saysNothingNew(drafts: readonly ImportDraft[], files: readonly FileOutcome[]): boolean {
  return files.every(
    (file, index) => file.loaded + file.updated + file.vanished === 0 && (file.quarantined === 0 || drafts[index]?.alreadyLoaded === true),
  )
}
