import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { Period, RelativePeriod } from '../../contract/report-spec.ts'
import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { readArrowTable, type ArrowTable } from '../database/arrow-table.ts'
import type { Database, SqlParams } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { dayNumber, dayText } from '../report/calendar-days.ts'
import type { Statement } from '../report/cells-sql.ts'
import { lastTwelveMonths } from '../report/periods.ts'
import type { DayRange } from '../report/plan.ts'
import { populationStatement, type PopulationSpec } from '../report/population.ts'
import { renameParameters } from '../report/stack.ts'
import { settlePeriod } from '../report/settle-spec.ts'

export interface ScopeOptions {
  readonly database: Database
  readonly settings: WorkspaceSettings
  readonly data: WorkspaceData
  /** The workspace clock, `2017-12-31`. */
  readonly clock: string
  readonly asOf: string | undefined
  readonly period: Period | RelativePeriod | undefined
  readonly signal: CancelSignal
}

/** What a study may ask, and the days it looks at: `range` in days since 1970-01-01, both included. */
export class StudyScope {
  readonly settings: WorkspaceSettings
  readonly data: WorkspaceData
  readonly asOf: number
  readonly range: DayRange
  /** Nobody asks about an earlier day than the workspace's. */
  readonly isNow: boolean
  /** Nobody gave a period: it is the last 12 full months. */
  readonly isUsualPeriod: boolean
  readonly #database: Database
  readonly #signal: CancelSignal
  #milliseconds = 0

  constructor({ database, settings, data, clock, asOf, period, signal }: ScopeOptions) {
    this.settings = settings
    this.data = data
    this.asOf = dayNumber(asOf ?? clock)
    this.isNow = asOf === undefined || asOf >= clock
    this.isUsualPeriod = period === undefined
    const days = period === undefined ? undefined : settlePeriod(period, this.asOf, settings)
    this.range = days === undefined ? lastTwelveMonths(this.asOf) : { from: dayNumber(days.from), to: dayNumber(days.to) }
    this.#database = database
    this.#signal = signal
  }

  /** How long the database took so far. */
  get sqlMilliseconds(): number {
    return this.#milliseconds
  }

  /** The rows a study looks at, as of its day unless another is given; see `populationStatement`. */
  population(spec: Omit<PopulationSpec, 'asOf'> & { readonly asOf?: number }): Statement {
    return populationStatement({ asOf: this.asOf, ...spec }, this)
  }

  /** Rows of a small answer to a query file under queries/studies/. */
  async rows<Row extends object>(file: string, params: SqlParams = {}, steps: Steps = {}): Promise<Row[]> {
    const { sql, all } = withSteps(file, params, steps)
    return await this.#timed(() => this.#database.rows<Row>(sql, all, { signal: this.#signal }))
  }

  /** A large answer, column by column. */
  async table(file: string, params: SqlParams = {}, steps: Steps = {}): Promise<ArrowTable> {
    const { sql, all } = withSteps(file, params, steps)
    return await this.#timed(async () => readArrowTable((await this.#database.arrow(sql, all, { signal: this.#signal })).bytes))
  }

  /** Refuses money that no rate converts: `missing-exchange-rate` {pairs, dates, rows}. `money` has amount, amount_reporting, currency and day. */
  async refuseUnrated(money: Statement, steps: Steps = {}): Promise<void> {
    const found = await this.rows<{ currency: string; first: number | null; last: number | null; count: number }>(
      'unrated.sql',
      {},
      { ...steps, money },
    )
    if (found.length === 0) return
    throw new HelmdeckError('missing-exchange-rate', {
      pairs: found.map(({ currency }) => `${currency}→${this.settings.reportingCurrency ?? '?'}`),
      dates: found.map(({ first, last }) => (first === null || last === null ? '' : `${dayText(first)}..${dayText(last)}`)),
      rows: found.reduce((sum, { count }) => sum + count, 0),
    })
  }

  /** Gives the engine's other work its turn between two long calculations. Fails with `cancelled`. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#signal.aborted) throw new HelmdeckError('cancelled')
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    try {
      return await work()
    } finally {
      this.#milliseconds += performance.now() - started
    }
  }
}

/** A query file as a step of another. */
export function stepOf(file: string, params: SqlParams = {}): Statement {
  return { sql: queryText(`studies/${file}`), params }
}

/** Steps that a query file reads as tables of these names. */
export type Steps = Readonly<Record<string, Statement>>

/** A query file begins with `with`; the steps it is given stand before its own, each with parameters of its own. */
function withSteps(file: string, params: SqlParams, steps: Steps): { sql: string; all: SqlParams } {
  const text = queryText(`studies/${file}`)
  const names = Object.keys(steps)
  if (names.length === 0) return { sql: text, all: params }
  const all: Record<string, SqlParams[string]> = { ...params }
  const before = Object.entries(steps).map(([name, statement]) => {
    const { sql, params: own } = renameParameters(statement, `${name}_`)
    Object.assign(all, own)
    return `${name} as (\n${sql}\n)`
  })
  if (!/^with\b/m.test(text)) throw new Error(`studies/${file} reads steps and does not begin with "with"`)
  return { sql: text.replace(/^with\b/m, () => `with ${before.join(',\n')},\n`), all }
}
