import type { Context } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { Answers, FileOutcome } from '../../contract/imports.ts'
import type { ImportProgress, LoadMode } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { advanceDataVersion } from '../workspace/data-version.ts'
import { noteDeed } from '../workspace/audit.ts'
import { changeSettings } from '../settings/settings.ts'
import { applyLoad } from './load/apply-load.ts'
import { keptTables } from './load/replay-drafts.ts'
import { rewind } from './load/rewind.ts'
import { finishLoads, throwIfAborted } from './load/run-load.ts'
import type { FinishedLoad } from './load/run-load.ts'
import { keepSeparations } from './matches.ts'
import { versionedKinds } from './recognise/history-shape.ts'
import { ensureMacros } from './macros.ts'
import { KeptSources } from './kept-sources.ts'

/** What is to be different about a load that was done. */
export interface LoadChange {
  readonly load: number
  readonly undone?: boolean
  /** Put over the answers it was given. */
  readonly answers?: Answers
}

interface LoadRow {
  readonly id: number
  readonly mode: LoadMode
  readonly undone: boolean
  readonly answers: string
  readonly outcome: string
  readonly settled_currency: string | null
  readonly keeps_versions: boolean
}

/**
 * Undoes a load, does it again, or does it with other answers, and every later one on top of that, in one transaction: the
 * workspace is as if it had always been so. Throws `load-missing`, `source-missing` (a later load's file is no longer kept),
 * `cancelled`, `disk-full`; what was before stays then. Answers the new data version.
 */
export async function rewriteLoads(
  context: EngineContext,
  change: LoadChange,
  { signal, progress }: Context<ImportProgress>,
): Promise<{ dataVersion: number }> {
  const sources = new KeptSources(context.uploads, context.archive)
  try {
    const rewritten = await context.database.transaction(
      async (transaction) => await rewriteAll(transaction, context, change, { sources, signal, progress }),
    )
    if (rewritten === null) return { dataVersion: await context.dataVersion() }
    if (rewritten.isOpen || rewritten.currency !== null)
      await changeSettings(context.documents, context.database, { reportingCurrency: rewritten.currency })
    const dataVersion = await context.dataVersion()
    context.changes.publish({ kind: 'data', dataVersion, document: null })
    return { dataVersion }
  } finally {
    await sources.discard()
  }
}

interface Means {
  readonly sources: KeptSources
  readonly signal: Context['signal']
  readonly progress: (progress: ImportProgress) => void
}

/** null where nothing is different; else the reporting currency that the loads settled now, and whether one was open for that. */
async function rewriteAll(
  transaction: Database,
  context: EngineContext,
  change: LoadChange,
  { sources, signal, progress }: Means,
): Promise<{ readonly currency: string | null; readonly isOpen: boolean } | null> {
  const options = { signal }
  const plan = await planRewrite(transaction, context, change)
  if (plan === null) return null
  const zone = (await context.settings()).timeZone
  await ensureMacros(transaction)
  const restoreSeparations = await keepSeparations(transaction)
  const isOpen = await forgetCurrency(transaction, plan.rewound)
  const rewound = await rewind(transaction, plan.from, plan.kinds, options)
  const { undone, answers } = plan.changed
  await transaction.run('update meta.load set undone = $undone, answers = $answers where id = $load', {
    load: change.load,
    undone,
    answers,
  })
  // From before versions were kept there is nothing left.
  await transaction.run('update meta.load set keeps_versions = true where id >= $from', { from: plan.from })
  const done: FinishedLoad[] = [{ load: null, applied: { ...rewound, files: [] } }]
  for (const [index, load] of plan.again.entries()) {
    const show = (step: ImportProgress): void => progress({ ...step, fraction: (0.9 * (index + step.fraction)) / plan.again.length })
    done.push(await applyAgain(transaction, load, zone, { sources, signal, progress: show }))
    throwIfAborted(options)
  }
  const currency = await finishLoads(transaction, done, options, (fraction) =>
    progress({ step: 'building', file: null, fraction: 0.9 + 0.1 * fraction }),
  )
  await restoreSeparations()
  await noteDeed(transaction, context.now(), { kind: deedOf(change), subject: String(change.load), detail: { again: plan.again.length } })
  await advanceDataVersion(transaction)
  throwIfAborted(options)
  return { currency, isOpen }
}

function deedOf({ undone }: LoadChange): 'undo-load' | 'redo-load' | 'answer-load' {
  if (undone === undefined) return 'answer-load'
  return undone ? 'undo-load' : 'redo-load'
}

interface Rewrite {
  readonly changed: LoadRow
  /** Rows go back to what they were before this load. */
  readonly from: number
  /** Loads whose effect is taken back. */
  readonly rewound: readonly LoadRow[]
  /** Loads that are applied on top, oldest first. */
  readonly again: readonly LoadRow[]
  /** Entities that their files describe. */
  readonly kinds: ReadonlySet<string>
}

/** null where nothing would be different. */
async function planRewrite(database: Database, context: EngineContext, { load, undone, answers }: LoadChange): Promise<Rewrite | null> {
  const loads = await database.rows<LoadRow>(
    'select id, mode, undone, answers, outcome, settled_currency, coalesce(keeps_versions, false) as keeps_versions from meta.load order by id',
  )
  const before = loads.find(({ id }) => id === load)
  if (before === undefined) throw new HelmdeckError('load-missing', { load })
  const changed = {
    ...before,
    undone: undone ?? before.undone,
    answers: JSON.stringify({ ...Answers.parse(JSON.parse(before.answers)), ...answers }),
  }
  if (changed.undone === before.undone && changed.answers === before.answers) return null
  // What was loaded before versions were kept can only be taken back by beginning anew.
  const from = loads.some(({ id, keeps_versions }) => id >= load && !keeps_versions) ? 1 : load
  const later = loads.filter(({ id }) => id >= from)
  const again = later.map((row) => (row.id === load ? changed : row)).filter((row) => !row.undone)
  const kinds = new Set<string>()
  for (const { id } of again) {
    for (const { hash, name, entity, mapping } of await keptTables(database, id)) {
      kinds.add(entity)
      for (const kind of versionedKinds(mapping)) kinds.add(kind)
      if (!(await context.archive.has(hash).catch(() => false))) throw new HelmdeckError('source-missing', { file: name, load: id })
    }
  }
  return { changed, from, rewound: later.filter((row) => !row.undone), again, kinds }
}

/** The reporting currency that one of these loads settled is open again, but not one that a person set since. Answers whether it is. */
async function forgetCurrency(database: Database, loads: readonly LoadRow[]): Promise<boolean> {
  let forgotten = 0
  for (const { settled_currency } of loads) {
    if (settled_currency === null) continue
    forgotten += await database.run(`delete from meta.setting where key = 'reporting_currency' and value = $settled_currency`, {
      settled_currency,
    })
  }
  return forgotten > 0
}

async function applyAgain(database: Database, row: LoadRow, zone: string, { sources, signal, progress }: Means): Promise<FinishedLoad> {
  const kept = await keptTables(database, row.id)
  await database.run('delete from meta.quarantine where load_id = $load', { load: row.id })
  await database.run('delete from meta.file where load_id = $load', { load: row.id })
  const outcomes = FileOutcome.array().parse(JSON.parse(row.outcome))
  const drafts = await sources.drafts(kept, outcomes, {
    signal,
    progress: (file, fraction) => progress({ step: 'reading', file, fraction: 0.4 * fraction }),
  })
  const applied = await applyLoad(database, {
    load: row.id,
    drafts,
    mode: row.mode,
    answers: Answers.parse(JSON.parse(row.answers)),
    zone,
    options: { signal },
    progress: (step, file, fraction) => progress({ step, file, fraction: 0.4 + 0.6 * fraction }),
  })
  // Files that were refused or left out stay in the load's outcome.
  const others = outcomes.filter(({ status }) => status === 'refused' || status === 'skipped')
  return { load: row.id, applied: { ...applied, files: [...applied.files, ...others] } }
}
