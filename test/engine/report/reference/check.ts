import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { WorkspaceSettings } from '../../../../src/contract/settings.ts'
import { copySettings } from '../../../../src/engine/settings/copy-settings.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { migrate } from '../../../../src/engine/database/migrate.ts'
import { explain } from '../../../../src/engine/report/explain.ts'
import { compare, type Comparison } from './compare.ts'
import { idOf } from './evaluate.ts'
import { contextOf, installMacros, loadModel } from './load-model.ts'
import { randomFrom } from './random.ts'
import { randomModel } from './random-model.ts'
import { randomSpec } from './random-spec.ts'
import type { Model } from './rows.ts'
import { workingCalendar } from './working-time.ts'
import { shrinkModel } from './shrink.ts'

export interface Tally {
  readonly outcomes: Readonly<Record<string, number>>
  readonly cells: number
  readonly filled: number
  /** Each with what it takes to see it again. */
  readonly failures: readonly string[]
}

/** An empty workspace in memory, whose rows are replaced from model to model. */
export async function openReference(): Promise<Database> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  await installMacros(database)
  await copySettings(database, WorkspaceSettings.parse({ workingCalendar }))
  return database
}

let version = 0

async function ask(database: Database, model: Model, spec: ReportSpec): Promise<Comparison> {
  return compare(database, contextOf(model, version), model, spec)
}

async function load(database: Database, model: Model): Promise<void> {
  version += 1
  await loadModel(database, model)
}

/** Puts one random model into the database and asks it so many random questions; where it is told to, the first that fails is shrunk. `only`: the metrics asked. */
export async function checkModel(database: Database, seed: number, questions: number, shrinks = false, only?: RegExp): Promise<Tally> {
  const model = randomModel(seed)
  await load(database, model)
  const random = randomFrom(seed + 7_777_777)
  const outcomes: Record<string, number> = {}
  const failures: string[] = []
  let failed: { readonly spec: ReportSpec; readonly text: string } | null = null
  let cells = 0
  let filled = 0
  for (let place = 0; place < questions; place += 1) {
    const spec = randomSpec(random, model, only)
    const told = await ask(database, model, spec)
    outcomes[told.outcome] = (outcomes[told.outcome] ?? 0) + 1
    cells += told.cells
    filled += told.filled
    if (told.problems.length === 0) continue
    const text = `seed ${seed}, question ${place}: ${shortOf(spec)}\n  ${told.problems.slice(0, 8).join('\n  ')}`
    failures.push(text)
    failed ??= { spec, text }
  }
  if (failed !== null && shrinks) failures.push(await smallestOf(database, model, failed.spec))
  return { outcomes, cells, filled, failures }
}

async function smallestOf(database: Database, model: Model, spec: ReportSpec): Promise<string> {
  const smallest = await shrinkModel(model, async (smaller) => {
    await load(database, smaller)
    return (await ask(database, smaller, spec)).problems.length > 0
  })
  await load(database, smallest)
  const { problems } = await ask(database, smallest, spec)
  const rows = Object.entries(smallest.rows).flatMap(([entity, some]) =>
    (some as readonly object[]).map((row) => `  ${entity} ${filledOf(row)}`),
  )
  const sql = await sqlOf(database, smallest, spec)
  return [`with as few rows as still fail (clock ${smallest.clock}): ${shortOf(spec)}`, ...problems.slice(0, 8), ...rows, sql].join('\n')
}

async function sqlOf(database: Database, model: Model, spec: ReportSpec): Promise<string> {
  try {
    const value = idOf(spec.values[0] ?? { metric: '' })
    const request = { spec: { ...spec, columns: [], sort: [], calculations: [] }, cell: { row: {}, value }, offset: 0, limit: 1 }
    return (await explain(database, contextOf(model, version), request)).sql
  } catch (error) {
    return `no SQL: ${error instanceof Error ? error.message : String(error)}`
  }
}

function shortOf(spec: ReportSpec): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(spec).filter(([name, value]) => name !== 'version' && !(Array.isArray(value) && value.length === 0))),
  )
}

function filledOf(row: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== false)))
}

/** So many models of so many questions each, from one seed on. */
export async function checkReference(
  seed: number,
  models: number,
  questions: number,
  told: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const database = await openReference()
  const outcomes: Record<string, number> = {}
  const failures: string[] = []
  let cells = 0
  let filled = 0
  try {
    for (let index = 0; index < models; index += 1) {
      const tally = await checkModel(database, seed + index, questions, failures.length === 0)
      for (const [outcome, count] of Object.entries(tally.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + count
      cells += tally.cells
      filled += tally.filled
      failures.push(...tally.failures)
      told(tally)
      // More of them would say the same.
      if (failures.length > 20) break
    }
  } finally {
    await database.close()
  }
  return { outcomes, cells, filled, failures }
}

export function tallyText({ outcomes, cells, filled }: Tally): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
  return `${counts.join(', ')}; ${cells} cells, ${Math.round((100 * filled) / Math.max(1, cells))} % of them filled`
}
