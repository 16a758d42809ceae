import { HelmdeckError } from '../../../contract/errors.ts'
import { isLoadQuestion } from '../../../contract/imports.ts'
import type { Answers, FileOutcome, ImportProgress, LoadMode } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { noteDeed } from '../../workspace/audit.ts'
import { advanceDataVersion } from '../../workspace/data-version.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { applyLoad, earlierOutcomes, unchangedOutcome } from './apply-load.ts'
import type { AppliedLoad } from './apply-load.ts'
import { countFilledColumns } from './filled-columns.ts'
import { rebuildMarts } from './marts.ts'
import { settleReportingCurrency } from './reporting-currency.ts'

export interface LoadRequest {
  readonly drafts: readonly ImportDraft[]
  readonly mode: LoadMode
  readonly answers: Answers
  readonly zone: string
  readonly at: Date
  readonly progress: (progress: ImportProgress) => void
  readonly options: RunOptions
  /** Awaited last of all inside the transaction; a failure undoes it. */
  readonly beforeCommit?: (load: number) => Promise<void>
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
  const { drafts, mode, answers, zone, options } = request
  const earlier = await earlierOutcomes(database, drafts, mode, null)
  if (earlier.every((outcome) => outcome !== null))
    throw new NothingNew(drafts.map((draft, index) => unchangedOutcome(draft, earlier[index] ?? null)))
  const load = await startLoad(database, request)
  const progress = (step: ImportProgress['step'], file: string | null, fraction: number): void =>
    request.progress({ step, file, fraction: 0.3 + 0.5 * fraction })
  const applied = await applyLoad(database, { load, drafts, mode, answers, zone, options, progress })
  if (saysNothingNew(drafts, applied.files)) throw new NothingNew(applied.files)
  const reportingCurrency = await finishLoads(database, [{ load, applied }], options, (fraction) =>
    request.progress({ step: 'building', file: null, fraction: 0.8 + 0.19 * fraction }),
  )
  await noteDeed(database, request.at, { kind: 'load', subject: String(load), detail: loadDetail(mode, applied.files) })
  const dataVersion = await advanceDataVersion(database)
  await request.beforeCommit?.(load)
  throwIfAborted(options)
  return { load, dataVersion, files: applied.files, reportingCurrency }
}

function loadDetail(mode: LoadMode, files: readonly FileOutcome[]): Record<string, string | number> {
  const sum = (key: 'loaded' | 'updated' | 'vanished' | 'quarantined'): number => files.reduce((total, file) => total + file[key], 0)
  const counts = { loaded: sum('loaded'), updated: sum('updated'), vanished: sum('vanished'), quarantined: sum('quarantined') }
  return { mode, files: files.map(({ name }) => name).join(', '), ...counts }
}

/** A load that was applied and what it touched; `load` null = rows that went or came back without one. */
export interface FinishedLoad {
  readonly load: number | null
  readonly applied: Pick<AppliedLoad, 'files' | 'tables' | 'references'>
}

/** After loads were applied: the reporting currency, what the catalogue can offer, the marts, and each load's outcome. Answers the currency that was settled. */
export async function finishLoads(
  database: Database,
  loads: readonly FinishedLoad[],
  options: RunOptions,
  progress: (fraction: number) => void,
): Promise<string | null> {
  progress(0)
  const tables = new Set(loads.flatMap(({ applied }) => [...applied.tables]))
  const references = new Set(loads.flatMap(({ applied }) => [...applied.references]))
  const reportingCurrency = await settleReportingCurrency(database, options)
  await countFilledColumns(database, new Set([...tables, ...references]), options)
  const inputs = { tables: new Set([...tables, ...references]), references, settingsChanged: reportingCurrency !== null }
  await rebuildMarts(database, inputs, options, progress)
  for (const { load, applied } of loads) {
    if (load === null) continue
    await database.run('update meta.load set outcome = $outcome, settled_currency = $settled where id = $load', {
      load,
      outcome: JSON.stringify(applied.files),
      settled: load === loads.at(-1)?.load ? reportingCurrency : null,
    })
  }
  return reportingCurrency
}

export function throwIfAborted({ signal }: RunOptions): void {
  if (signal?.aborted) throw new HelmdeckError('cancelled')
}

/** Loads are in the order of their ids; so are their times, even where the machine's clock was set back in between. */
async function startLoad(database: Database, { at, mode, answers }: LoadRequest): Promise<number> {
  const [row] = await database.rows<{ id: number }>(`select nextval('meta.load_ids')::integer as id`)
  const id = row?.id ?? 0
  await database.run(
    `insert into meta.load (id, loaded_at, mode, outcome, answers, keeps_versions)
     select $id, greatest($at::timestamp, (select max(loaded_at) from meta.load)), $mode, '[]', $answers, true`,
    { id, at: at.toISOString().replace('Z', ''), mode, answers: JSON.stringify(answers) },
  )
  return id
}

/** Rows put aside again by a file that is known already are no news. */
function saysNothingNew(drafts: readonly ImportDraft[], files: readonly FileOutcome[]): boolean {
  return files.every(
    (file, index) =>
      file.loaded + file.updated + file.vanished === 0 &&
      (file.quarantined === 0 || drafts[index]?.alreadyLoaded === true) &&
      !file.openQuestions.some(isLoadQuestion),
  )
}
