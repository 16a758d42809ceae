import type { ReportSpec } from '../../contract/report-spec.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { cellsSql, cellsTable } from './cells-sql.ts'
import { answeringData } from './derived-tables.ts'
import { checkExchangeRates } from './exchange-rates.ts'
import { makePlan } from './make-plan.ts'
import { Parameters } from './parameters.ts'
import { presentationSql } from './presentation-sql.ts'
import { valueColumns } from './result-columns.ts'
import type { ReportContext } from './run-report.ts'
import { settleSpec } from './settle-spec.ts'
import { dialect } from '../dialect/in-use.ts'

/** The sum of each value over the rows of a report without a column shelf, as exact text; null where no row has one. Fails as runReport does. */
export async function reportSums(
  database: Database,
  context: ReportContext,
  asked: ReportSpec,
  options: RunOptions,
): Promise<ReadonlyMap<string, string | null>> {
  const data = await answeringData(database, context, asked, options.signal)
  const plan = makePlan(settleSpec(asked, context.clock, context.settings), { ...context, data })
  await checkExchangeRates(database, plan, data, context.settings.reportingCurrency, options)
  const parameters = new Parameters()
  const cells = cellsSql(plan, parameters)
  const before = [dialect.rows.step(cellsTable, cells.sql)]
  const { sql, params } = presentationSql(plan, valueColumns(plan, null), { before, parameters })
  const sums = plan.values.map(({ id }) => `${dialect.cast(`sum(${quoteIdentifier(id)})`, 'text')} as ${quoteIdentifier(id)}`)
  const [row] = await database.rows<Record<string, string | null>>(`select ${sums.join(', ')} from (${sql})`, params, options)
  return new Map(plan.values.map(({ id }) => [id, row?.[id] ?? null]))
}
