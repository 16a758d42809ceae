import type { WorkspaceSettings } from '../../contract/documents.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { ReportResult } from '../../contract/report-result.ts'
import type { Day, ReportSpec } from '../../contract/report-spec.ts'
import { readWorkspaceData } from '../catalog/workspace-data.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { dayText } from './calendar.ts'
import { cellsSql, cellsTable } from './cells-sql.ts'
import { checkExchangeRates } from './exchange-rates.ts'
import { readFigures } from './figures.ts'
import { makePlan } from './make-plan.ts'
import type { ReportPlan } from './plan.ts'
import { columnLabelsSql, columnPathsSql, presentationSql } from './presentation-sql.ts'
import { reportColumns, valueColumns, type ColumnPath } from './result-columns.ts'
import { topPlan } from './top.ts'

/** What a report is answered for: the settings, the workspace clock and the data version its results are kept under. */
export interface ReportContext {
  readonly settings: WorkspaceSettings
  readonly clock: Day
  readonly dataVersion: number
}

export interface RunReportOptions {
  readonly signal?: CancelSignal
}

/**
 * Answers a report: what stands in contract/report-result.ts, with the table as Arrow. Fails with `unknown-metric`,
 * `unknown-field`, `unreachable-dimension`, `missing-data`, `missing-exchange-rate`, `invalid-report`, `cancelled`.
 */
export async function runReport(
  database: Database, context: ReportContext, spec: ReportSpec, { signal }: RunReportOptions = {},
): Promise<ReportResult & { bytes: Uint8Array }> {
  const options: RunOptions = signal === undefined ? {} : { signal }
  const data = await readWorkspaceData(database, context.dataVersion)
  const started = performance.now()
  const planned = makePlan(spec, { ...context, data })
  let compiling = performance.now() - started
  const currency = context.settings.reportingCurrency
  const plan = spec.top === undefined ? planned : await topPlan(database, spec, { ...context, data }, planned, options)
  await checkExchangeRates(database, plan, data, currency, options)
  return database.transaction(async (transaction) => {
    const before = performance.now()
    const paths = await fillCells(transaction, plan, options)
    const compiled = performance.now()
    const columns = valueColumns(plan, paths)
    const { sql, params } = presentationSql(plan, columns)
    const described = reportColumns(plan, columns, paths, currency)
    compiling += performance.now() - compiled
    const figures = await readFigures(transaction, plan, columns, options)
    const { bytes, rowCount } = await transaction.arrow(sql, params, options)
    await transaction.run(`drop table ${cellsTable}`)
    return {
      bytes, rowCount, columns: described, n: figures.n, asOf: dayText(plan.asOf),
      trueRowCount: plan.limit === null ? rowCount : figures.rows,
      warnings: [...plan.warnings, ...figures.warnings],
      dataVersion: context.dataVersion,
      milliseconds: { compile: compiling, query: performance.now() - before },
    }
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
