import type { Answers, FileOutcome, ImportProgress, LoadMode } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { displayName } from '../recognise/propose-import.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { deriveHistories } from './derive-histories.ts'
import { dropOutranked } from './derive-rows.ts'
import { historiesOf } from './history-outcome.ts'
import { earlierOutcome } from './known-files.ts'
import { linkLateNames } from './link-by-name.ts'
import { addFile, entityOf, fillTable, readTable } from './load-table.ts'
import type { LoadedTable, ReadTable } from './load-table.ts'
import { settleKeyForms } from './key-forms.ts'
import type { KeyForms } from './key-forms.ts'
import { matchedIn } from './matched-values.ts'
import { linkReferences } from './references.ts'
import type { NamedEntity } from './reference-texts.ts'
import { noteTrueAt } from './true-at.ts'
import { markVanished } from './vanish.ts'
import type { Vanishing } from './vanish.ts'

/** A load whose row in meta.load is there already. */
export interface LoadToApply {
  readonly load: number
  readonly drafts: readonly ImportDraft[]
  readonly mode: LoadMode
  readonly answers: Answers
  readonly zone: string
  readonly options: RunOptions
  /** 0..1 over this load. */
  readonly progress: (step: ImportProgress['step'], file: string | null, fraction: number) => void
}

export interface AppliedLoad {
  /** One per draft, in their order. */
  readonly files: readonly FileOutcome[]
  /** Tables of the model that got, changed or lost rows. */
  readonly tables: ReadonlySet<string>
  /** Entities whose references changed. */
  readonly references: ReadonlySet<NamedEntity>
}

/** For each draft the outcome it had when this very file was loaded last, where nothing has come after that; null = has to be loaded. */
export async function earlierOutcomes(
  database: Database,
  drafts: readonly ImportDraft[],
  mode: LoadMode,
  before: number | null,
): Promise<readonly (FileOutcome | null)[]> {
  // What a complete file no longer names may have come from another one since.
  if (mode === 'full' || mode === 'replace') return drafts.map(() => null)
  return await Promise.all(drafts.map((draft) => earlierOutcome(database, draft, entityOf(draft), before)))
}

/**
 * Puts what the files of one load say into the model, everything but the marts: rows, quarantine, derived rows, references.
 * The same files after the same loads always give the same, whenever it is done. Throws `cancelled`, `disk-full`.
 */
export async function applyLoad(database: Database, request: LoadToApply): Promise<AppliedLoad> {
  const { load, drafts, mode, answers, options, progress } = request
  const earlier = await earlierOutcomes(database, drafts, mode, load)
  const total = drafts.reduce((sum, draft) => sum + draft.table.bytes, 1)
  const steps = async (from: number, to: number, work: (draft: ImportDraft, index: number) => Promise<void>): Promise<void> => {
    let done = 0
    for (const [index, draft] of drafts.entries()) {
      progress('loading', displayName(draft), from + ((to - from) * done) / total)
      await work(draft, index)
      done += draft.table.bytes
    }
  }
  const read = new Map<number, ReadTable>()
  await steps(0, 0.4, async (draft, index) => {
    if ((earlier[index] ?? null) === null) read.set(index, await readTable(database, draft, index, request))
    else await addFile(database, draft, load, true)
  })
  const keys = await settleKeyForms(database, read, request)
  const loaded = new Map<number, LoadedTable>()
  await steps(0.4, 0.8, async (_draft, index) => {
    const table = read.get(index)
    if (table !== undefined) loaded.set(index, await fillTable(database, table, request))
  })
  const isComplete = mode === 'full' || mode === 'replace'
  const vanished = isComplete
    ? await markVanished(database, settledTables(loaded, keys), load, answers, options)
    : new Map<LoadedTable, Vanishing>()
  const tables = new Set([...loaded.values()].flatMap(({ touched }) => touched))
  for (const [table, { rows }] of vanished) if (rows > 0) tables.add(entityOf(table.draft))
  progress('linking', null, 0.8)
  for (const table of await linkLateNames(database, load, tables, options)) tables.add(table)
  for (const table of await deriveHistories(database, load, tables, options)) tables.add(table)
  await dropOutranked(database, load, options)
  const references = await linkReferences(database, load, tables, options)
  await noteTrueAt(database, load, request.zone, tables, options)
  const files: FileOutcome[] = []
  for (const [index, draft] of drafts.entries()) {
    const table = loaded.get(index)
    files.push(
      table === undefined
        ? unchangedOutcome(draft, earlier[index] ?? null)
        : await outcomeOf(database, table, vanished.get(table) ?? { rows: 0, question: null }, keys.get(index), options),
    )
  }
  return { files, tables, references }
}

/** The tables of entities about whose ids nothing is open. */
function settledTables(loaded: ReadonlyMap<number, LoadedTable>, keys: ReadonlyMap<number, KeyForms>): readonly LoadedTable[] {
  const waiting = new Set([...loaded].flatMap(([index, { draft }]) => (keys.get(index)?.isWaiting === true ? [entityOf(draft)] : [])))
  return [...loaded.values()].filter(({ draft }) => !waiting.has(entityOf(draft)))
}

async function outcomeOf(
  database: Database,
  table: LoadedTable,
  vanished: Vanishing,
  keys: KeyForms | undefined,
  options: RunOptions,
): Promise<FileOutcome> {
  const { draft, staged, counts } = table
  const isChanged = counts.loaded + counts.updated + vanished.rows + counts.quarantined > 0
  return {
    name: displayName(draft),
    recognisedAs: draft.kind,
    confidence: draft.confidence,
    status: isChanged ? 'loaded' : 'unchanged',
    problem: null,
    rowsRead: counts.loaded + counts.updated + counts.unchanged + counts.quarantined,
    ...counts,
    vanished: vanished.rows,
    matched: await matchedIn(database, staged, options),
    openQuestions: [...draft.questions, ...(keys?.questions ?? []), ...(vanished.question === null ? [] : [vanished.question])],
    ...((keys?.readings.length ?? 0) > 0 ? { keys: [...(keys?.readings ?? [])] } : {}),
    ...(await historiesOf(database, table, options)),
  }
}

/** The outcome of a file that says nothing new, as it was when it did. */
export function unchangedOutcome(draft: ImportDraft, earlier: FileOutcome | null): FileOutcome {
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
    older: 0,
    vanished: 0,
    quarantined,
    matched: earlier?.matched ?? [],
    openQuestions: [...draft.questions],
    ...(earlier?.histories === undefined ? {} : { histories: earlier.histories }),
  }
}
