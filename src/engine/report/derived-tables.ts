import { createHash } from 'node:crypto'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { AttributionModel } from '../../contract/study-channels.ts'
import type { DimensionDefinition, FactId, MetricDefinition } from '../catalog/definition.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import { nodes } from '../catalog/nodes.ts'
import { derivedTable } from '../catalog/study-nodes.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { Database } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import type { Statement } from './cells-sql.ts'
import type { ReportContext } from './run-report.ts'
import { stackStatements } from './stack.ts'
import { dialect } from '../dialect/in-use.ts'
import { Parameters } from './parameters.ts'

/** A table that a question reads; `models` are the attribution models whose credits it needs. */
export interface DerivedTable {
  readonly name: string
  readonly models: readonly string[]
}

/** Says what stands in a derived table. Fails as the study does that is asked. */
export type DerivedMaker = (table: DerivedTable, database: Database, context: ReportContext, signal: CancelSignal) => Promise<Statement>

interface Made extends DerivedTable {
  readonly key: string
  readonly done: Promise<void>
}

/**
 * Tables that studies make: of segments, credits, forecasts. Each is made when a question first reads it and made anew when data, clock,
 * settings or segments are others. Of the present they lie in the workspace's file like marts, of an earlier state in the question's own
 * temporary tables.
 */
export class DerivedTables {
  readonly #made = new Map<string, Made>()
  readonly #present: Database
  readonly #make: DerivedMaker

  constructor(present: Database, make: DerivedMaker) {
    this.#present = present
    this.#make = make
  }

  /** Says that the workspace's database was opened anew, perhaps another one. */
  forget(): void {
    this.#made.clear()
  }

  /** Sees to every table that a question leads to. Fails as their studies do. */
  async ensure(database: Database, context: ReportContext, question: unknown, data: WorkspaceData, signal: CancelSignal): Promise<void> {
    for (const table of derivedIn(question, data)) {
      if (database === this.#present) await this.#ensurePresent(table, context, signal)
      else await this.#write(database, table, context, signal, true)
    }
  }

  async #ensurePresent(table: DerivedTable, context: ReportContext, signal: CancelSignal): Promise<void> {
    const key = keyOf(context)
    const known = this.#made.get(table.name)
    const isSame = known?.key === key
    if (isSame && table.models.every((model) => known.models.includes(model))) {
      try {
        return await known.done
      } catch (cause) {
        // Whoever asked first may have stopped; that is no answer to the others.
        if (signal.aborted || !isCancelled(cause)) throw cause
        return await this.#ensurePresent(table, context, signal)
      }
    }
    const whole = isSame ? { ...table, models: [...new Set([...known.models, ...table.models])] } : table
    // The one before is let end: two makers of one table would meet.
    const done = (known?.done ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#write(this.#present, whole, context, signal, false))
    this.#made.set(table.name, { ...whole, key, done })
    done.catch(() => {
      if (this.#made.get(table.name)?.done === done) this.#made.delete(table.name)
    })
    await done
  }

  async #write(database: Database, table: DerivedTable, context: ReportContext, signal: CancelSignal, isTemporary: boolean): Promise<void> {
    const { sql, params } = await this.#make(table, database, context, signal)
    const kind = isTemporary ? 'temp table' : 'table'
    await database.run(`create or replace ${kind} ${derivedTable(table.name)} as\n${sql}`, params, { signal })
  }
}

function isCancelled(cause: unknown): boolean {
  return cause instanceof HelmdeckError && cause.code === 'cancelled'
}

function keyOf({ clock, dataVersion, settings, fields = [] }: ReportContext): string {
  const segments = fields.filter(({ body }) => body.kind === 'segment')
  return createHash('sha256')
    .update(JSON.stringify([clock, dataVersion, settings, segments]))
    .digest('base64')
}

/** Takes away what was derived while the workspace was open before: it would be made anew, or is of a segment that has gone. */
export async function dropDerived(database: Database): Promise<void> {
  const tables = await database.rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_catalog = current_database() and table_schema = 'main' and table_name like 'derived %'",
  )
  for (const { name } of tables) await database.run(`drop table ${quoteIdentifier(name)}`)
}

/** What the workspace holds, with every table in place that the question reads. Fails as the studies of its segments do. */
export async function answeringData(
  database: Database,
  context: ReportContext,
  question: unknown,
  signal: CancelSignal = new AbortController().signal,
): Promise<WorkspaceData> {
  const data = await readWorkspaceData(database, context.dataVersion, context.fields)
  await context.derived?.ensure(database, context, question, data, signal)
  return data
}

/** Metrics that read a derived fact; of all others nobody need look. */
const studied: ReadonlySet<string> = new Set([...metrics.values()].flatMap((metric) => (readsDerived(metric.formula) ? [metric.id] : [])))

function readsDerived(formula: MetricDefinition['formula']): boolean {
  const formulas = 'by' in formula ? Object.values(formula.cases) : [formula]
  return formulas.some(({ parts }) => Object.values(parts).some(({ fact }) => nodes[fact].derived !== undefined))
}

/** The tables that a question reads: it names their segments or metrics, or fields of the user's that are made from them. */
export function derivedIn(question: unknown, data: WorkspaceData): DerivedTable[] {
  const names = new Set<string>()
  const models = new Set(['linear'])
  const seen = new Set<unknown>()
  const lookInside = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isSegment(value)) names.add(value.id)
    if ('fact' in value && typeof value.fact === 'string') names.add(nodes[value.fact as FactId]?.derived ?? '')
    for (const inner of Object.values(value)) lookInside(inner)
  }
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (AttributionModel.safeParse(value).success) models.add(value)
      if (!value.startsWith('segment.') && !value.startsWith('user.') && !studied.has(value)) return
      lookInside(metrics.get(value)?.formula ?? data.user.metrics.get(value)?.formula)
      lookInside(dimensions.get(value) ?? data.user.dimensions.get(value))
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  look(question)
  names.delete('')
  return [...names].map((name) => ({ name, models: name === 'credit' ? [...models].toSorted() : [] }))
}

function isSegment(value: object): value is DimensionDefinition {
  return 'group' in value && value.group === 'segment' && 'id' in value && 'node' in value
}

/** Things with what they are called: statements of `id`, in all of them at most once, `value` and `place`, its order. */
export function segmentStatement(statements: readonly Statement[]): Statement {
  const columns = [
    `${dialect.cast('null', 'whole')} as id`,
    `${dialect.cast("''", 'text')} as value`,
    `${dialect.cast('0', 'integer')} as place`,
  ]
  const empty: Statement = { sql: `select ${columns.join(', ')} where false`, params: {} }
  const { sql, params } = stackStatements([empty, ...statements].map((statement, step) => ({ step, statement })))
  return { sql: `select id, value, place from (\n${sql}\n)`, params }
}

/** Things by their ids, all of them called the same. */
export function idsStatement(ids: readonly number[], value: string, place = 0): Statement {
  const parameters = new Parameters()
  const id = dialect.rows.each(parameters.list(ids, 'whole'))
  return {
    sql: `select distinct ${id} as id, ${parameters.text(value)} as value, ${parameters.integer(place)} as place`,
    params: parameters.all,
  }
}

/** The deals of states by the states' ids. */
export function dealsOfStates(ids: readonly number[], value: string): Statement {
  const parameters = new Parameters()
  const wanted = dialect.rows.each(parameters.list(ids, 'whole'))
  const columns = ['opportunity_id as id', `${parameters.text(value)} as value`, `${parameters.integer(0)} as place`]
  return {
    sql: `select distinct ${columns.join(', ')} from mart.opportunity_state where id in (select ${wanted})`,
    params: parameters.all,
  }
}
