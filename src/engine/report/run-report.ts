import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { ReportResult } from '../../contract/report-result.ts'
import type { Day, ReportSpec } from '../../contract/report-spec.ts'
import type { Database, RunOptions } from '../database/database.ts'
import type { StoredField } from '../formula/stored-fields.ts'
import { dayText } from './calendar-days.ts'
import { cellsSql, cellsTable } from './cells-sql.ts'
import { answeringData, type DerivedTables } from './derived-tables.ts'
import { checkExchangeRates } from './exchange-rates.ts'
import { addedFigures, figureAdditions, flatFigureCount, flatFigures, flatFiguresSql, readPivotFigures, type Figures } from './figures.ts'
import { makePlan } from './make-plan.ts'
import { Parameters } from './parameters.ts'
import type { ReportPlan } from './plan.ts'
import { columnLabelsSql, columnPathsSql, presentationSql } from './presentation-sql.ts'
import type { ValueColumn } from './value-column.ts'
import { reportColumns, valueColumns, type ColumnPath } from './result-columns.ts'
import { settleSpec } from './settle-spec.ts'
import { topPlan } from './top.ts'
import { dialect } from '../dialect/in-use.ts'

/** What a report is answered for: the settings, the workspace clock and the data version its results are kept under. */
export interface ReportContext {
  readonly settings: WorkspaceSettings
  readonly clock: Day
  readonly dataVersion: number
  /** What the user defined; nothing where it isn't given. */
  readonly fields?: readonly StoredField[]
  /** Sees to tables that only some questions read; without it those can't be asked. */
  readonly derived?: DerivedTables
}

export interface RunReportOptions {
  readonly signal?: CancelSignal
}

/**
 * Answers a report: what stands in contract/report-result.ts, with the table as Arrow. Fails with `unknown-metric`,
 * `unknown-field`, `unreachable-dimension`, `missing-data`, `missing-exchange-rate`, `invalid-report`, `cancelled`.
 */
export async function runReport(
  database: Database,
  context: ReportContext,
  asked: ReportSpec,
  { signal }: RunReportOptions = {},
): Promise<ReportResult & { bytes: Uint8Array }> {
  const options: RunOptions = signal === undefined ? {} : { signal }
  const data = await answeringData(database, context, asked, signal)
  const spec = settleSpec(asked, context.clock, context.settings)
  const started = performance.now()
  const planned = makePlan(spec, { ...context, data })
  const compiling = performance.now() - started
  const currency = context.settings.reportingCurrency
  const plan = spec.top === undefined ? planned : await topPlan(database, spec, { ...context, data }, planned, options)
  await checkExchangeRates(database, plan, data, currency, options)
  const before = performance.now()
  const answer = plan.columns.length === 0 ? await flatAnswer(database, plan, options) : await pivotAnswer(database, plan, options)
  const { bytes, rowCount, columns, paths, figures } = answer
  return {
    bytes,
    rowCount,
    n: figures.n,
    period: spec.period ?? null,
    asOf: dayText(plan.asOf),
    columns: reportColumns(plan, columns, paths, currency),
    trueRowCount: plan.limit === null ? rowCount : figures.rows,
    warnings: [...plan.warnings, ...figures.warnings],
    dataVersion: context.dataVersion,
    milliseconds: { compile: compiling + answer.compiling, query: performance.now() - before - answer.compiling },
  }
}

interface ReportAnswer {
  readonly bytes: Uint8Array
  readonly rowCount: number
  readonly columns: readonly ValueColumn[]
  readonly paths: ColumnPath[] | null
  readonly figures: Figures
  readonly compiling: number
}

/** Without a column shelf one statement answers: the cells, the table and what is said about it. */
async function flatAnswer(database: Database, plan: ReportPlan, options: RunOptions): Promise<ReportAnswer> {
  const started = performance.now()
  const columns = valueColumns(plan, null)
  const parameters = new Parameters()
  const cells = cellsSql(plan, parameters)
  const additions = figureAdditions(plan)
  if (additions !== null) {
    const { sql, params } = presentationSql(plan, columns, { cells: `(\n${cells.sql}\n)`, beside: additions, parameters })
    const compiling = performance.now() - started
    const { bytes, rowCount, sums } = await database.arrow(sql, params, { ...options, summed: additions.length })
    return { bytes, rowCount, columns, paths: null, figures: addedFigures(plan, columns, sums), compiling }
  }
  const before = [dialect.rows.step(cellsTable, cells.sql), `figures as (${flatFiguresSql(plan)})`]
  const { sql, params } = presentationSql(plan, columns, { before, aside: 'figures', parameters })
  const compiling = performance.now() - started
  const { bytes, rowCount, aside } = await database.arrow(sql, params, { ...options, aside: flatFigureCount(plan) })
  return { bytes, rowCount, columns, paths: null, figures: flatFigures(plan, columns, aside), compiling }
}

/** With one, the values on it have to be known before there are columns: the cells wait in a temporary table. */
async function pivotAnswer(database: Database, plan: ReportPlan, options: RunOptions): Promise<ReportAnswer> {
  return database.transaction(async (transaction) => {
    const paths = await fillCells(transaction, plan, options)
    const started = performance.now()
    const columns = valueColumns(plan, paths)
    const { sql, params } = presentationSql(plan, columns)
    const compiling = performance.now() - started
    const figures = await readPivotFigures(transaction, plan, columns, options)
    const { bytes, rowCount } = await transaction.arrow(sql, params, options)
    return { bytes, rowCount, columns, paths, figures, compiling }
  })
}

/** Computes the cells and reads which values stand on the column shelf; null without one. Needs a transaction: the cells are a temporary table of it. */
export async function fillCells(transaction: Database, plan: ReportPlan, options: RunOptions): Promise<ColumnPath[] | null> {
  const { sql, params } = cellsSql(plan)
  await transaction.run(`create temp table ${cellsTable} as\n${sql}`, params, options)
  if (plan.columns.length === 0) return null
  await transaction.run(columnPathsSql(plan), {}, options)
  const rows = await transaction.rows<Record<string, string | null>>(columnLabelsSql(plan), {}, options)
  return rows.map((row) => plan.columns.map(({ key }) => row[key] ?? null))
}
