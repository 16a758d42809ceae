import { createHash } from 'node:crypto'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { DimensionDefinition } from '../catalog/definition.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { Database } from '../database/database.ts'
import type { Statement } from './cells-sql.ts'
import type { ReportContext } from './run-report.ts'
import { segmentTable } from './segment-dimension.ts'
import { stackStatements } from './stack.ts'

/** Says what the things of a segment are called: statements of `id` (each at most once in all), `value` and `place`, its order. */
export type SegmentMaker = (id: string, database: Database, context: ReportContext, signal: CancelSignal) => Promise<readonly Statement[]>

interface Made {
  readonly key: string
  readonly done: Promise<void>
}

/**
 * The tables of segments, made when a question first names one and made anew when data, clock, settings or the segment are others.
 * Of the present they lie in the workspace's file like marts, of an earlier state in the question's own temporary tables.
 */
export class DerivedTables {
  readonly #made = new Map<string, Made>()
  readonly #present: Database
  readonly #make: SegmentMaker

  constructor(present: Database, make: SegmentMaker) {
    this.#present = present
    this.#make = make
  }

  /** Says that the workspace's database was opened anew, perhaps another one. */
  forget(): void {
    this.#made.clear()
  }

  /** Sees to the tables of all segments that a question leads to. Fails as their studies do. */
  async ensure(database: Database, context: ReportContext, question: unknown, data: WorkspaceData, signal: CancelSignal): Promise<void> {
    for (const id of segmentsIn(question, data)) {
      if (database === this.#present) await this.#ensurePresent(id, context, signal)
      else await this.#write(database, id, context, signal, true)
    }
  }

  async #ensurePresent(id: string, context: ReportContext, signal: CancelSignal): Promise<void> {
    const key = keyOf(id, context)
    const known = this.#made.get(id)
    if (known?.key === key) {
      try {
        return await known.done
      } catch (cause) {
        // Whoever asked first may have stopped; that is no answer to the others.
        if (signal.aborted || !isCancelled(cause)) throw cause
        return await this.#ensurePresent(id, context, signal)
      }
    }
    // The one before is let end: two makers of one table would meet.
    const done = (known?.done ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#write(this.#present, id, context, signal, false))
    this.#made.set(id, { key, done })
    done.catch(() => {
      if (this.#made.get(id)?.done === done) this.#made.delete(id)
    })
    await done
  }

  async #write(database: Database, id: string, context: ReportContext, signal: CancelSignal, isTemporary: boolean): Promise<void> {
    const statements = await this.#make(id, database, context, signal)
    const empty: Statement = { sql: "select null::bigint as id, ''::varchar as value, 0::integer as place where false", params: {} }
    const { sql, params } = stackStatements([empty, ...statements].map((statement, step) => ({ step, statement })))
    const kind = isTemporary ? 'temp table' : 'table'
    await database.run(`create or replace ${kind} ${segmentTable(id)} as select id, value, place from (\n${sql}\n)`, params, { signal })
  }
}

function isCancelled(cause: unknown): boolean {
  return cause instanceof HelmdeckError && cause.code === 'cancelled'
}

function keyOf(id: string, { clock, dataVersion, settings, fields = [] }: ReportContext): string {
  const own = fields.filter(({ body }) => body.kind === 'segment').map(({ body }) => body)
  return createHash('sha256')
    .update(JSON.stringify([id, clock, dataVersion, settings, own]))
    .digest('base64')
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

/** Ids of segments that a question names, or that the user's fields it names are made from. */
export function segmentsIn(question: unknown, data: WorkspaceData): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<unknown>()
  const look = (value: unknown, isQuestion: boolean): void => {
    if (typeof value === 'string' && isQuestion) {
      if (!value.startsWith('segment.') && !value.startsWith('user.')) return
      const metric = metrics.get(value) ?? data.user.metrics.get(value)
      if (metric !== undefined) look(metric.formula, false)
      const dimension = dimensions.get(value) ?? data.user.dimensions.get(value)
      if (dimension !== undefined) look(dimension, false)
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (!isQuestion && isSegment(value)) found.add(value.id)
    for (const inner of Object.values(value)) look(inner, isQuestion)
  }
  look(question, true)
  return found
}

function isSegment(value: object): value is DimensionDefinition {
  return 'group' in value && value.group === 'segment' && 'id' in value && 'node' in value
}

/** Things by their ids, all of them called the same. */
export function idsStatement(ids: readonly number[], value: string, place = 0): Statement {
  const sql = 'select distinct unnest($ids::bigint[]) as id, $value::varchar as value, $place::integer as place'
  return { sql, params: { ids, value, place } }
}

/** The deals of states by the states' ids. */
export function dealsOfStates(ids: readonly number[], value: string): Statement {
  return {
    sql: 'select distinct opportunity_id as id, $value::varchar as value, 0::integer as place from mart.opportunity_state where id in (select unnest($ids::bigint[]))',
    params: { ids, value },
  }
}
