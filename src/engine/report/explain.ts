import type { CellAddress, ExplainResult, ReportColumn } from '../../contract/report-result.ts'
import type { Filter, ReportSpec } from '../../contract/report-spec.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { dayText } from './calendar-days.ts'
import { cellCondition, cellFilters, findCell, type Cell } from './cell-address.ts'
import { cellsSql, type Statement } from './cells-sql.ts'
import { answeringData } from './derived-tables.ts'
import { checkExchangeRates } from './exchange-rates.ts'
import { makePlan } from './make-plan.ts'
import { isRange } from './periods.ts'
import { readableSql } from './readable-sql.ts'
import { Parameters } from './parameters.ts'
import type { PlannedScan, PlannedValue, ReportPlan } from './plan.ts'
import { contributingRows } from './contributing-rows.ts'
import { valueColumns } from './result-columns.ts'
import { fillCells, type ReportContext, type RunReportOptions } from './run-report.ts'
import { settleSpec } from './settle-spec.ts'
import { topPlan } from './top.ts'
import { castTo, valueSql, valueType } from './value-sql.ts'

export interface ExplainRequest {
  readonly spec: ReportSpec
  readonly cell: CellAddress
  readonly offset: number
  readonly limit: number
}

/** A number and everything needed to ask for the rows behind it. */
export interface ExplainedCell {
  readonly plan: ReportPlan
  readonly cell: Cell
  /** All rows in the order of their files, and how many come from which file. */
  readonly rows: { readonly page: string; readonly files: string; readonly params: Statement['params'] }
  readonly columns: readonly ReportColumn[]
}

/**
 * Shows how one number came about: its definition, the SQL, the value computed anew, and a page of the rows it counts as
 * Arrow, last columns `$hash`, `$file`, `$sheet`, `$row`. Fails like runReport, and with `invalid-report` for a number the report doesn't have.
 */
export async function explain(
  database: Database,
  context: ReportContext,
  request: ExplainRequest,
  { signal }: RunReportOptions = {},
): Promise<ExplainResult & { bytes: Uint8Array }> {
  const options: RunOptions = signal === undefined ? {} : { signal }
  const { plan, cell, rows, columns } = await explainedCell(database, context, request.spec, request.cell, options)
  const { value } = cell.column
  const parameters = new Parameters()
  const single = singlePlan(plan, cell)
  const figure = figureSql(single, cell, parameters)
  const [answer] = await database.rows<{ value: number | string | null }>(figure.sql, figure.params, options)
  const page = await database.arrow(
    `${rows.page}\nlimit ${Math.trunc(request.limit)} offset ${Math.trunc(request.offset)}`,
    rows.params,
    options,
  )
  const files = await database.rows<{ file: string; hash: string; load: number; rows: number }>(rows.files, rows.params, options)
  const { definition, range } = value
  return {
    bytes: page.bytes,
    metric: definition.id,
    label: definition.label,
    definition: definition.definition,
    dateBasis: definition.dateBasis,
    params: { ...value.params, ...(value.stat === null ? {} : { stat: value.stat }) },
    filters: [...reportFilters(request.spec, value), ...cellFilters(cell, plan)],
    having: [...request.spec.having],
    period: range.from === null || range.to === null ? null : { from: dayText(range.from), to: dayText(range.to) },
    asOf: dayText(value.asOf),
    sql: readableSql(figure),
    value: exactValue(answer?.value ?? null),
    n: files.reduce((sum, file) => sum + file.rows, 0),
    columns: [...columns],
    files,
  }
}

/** The plan, the cell and the statement of its rows, in the order of their files. */
export async function explainedCell(
  database: Database,
  context: ReportContext,
  asked: ReportSpec,
  address: CellAddress,
  options: RunOptions,
): Promise<ExplainedCell> {
  const data = await answeringData(database, context, asked, options.signal)
  const full = { ...context, data }
  const spec = settleSpec(asked, context.clock, context.settings)
  const plan = await topPlan(database, spec, full, makePlan(spec, full), options)
  await checkExchangeRates(database, plan, data, context.settings.reportingCurrency, options)
  const paths = plan.columns.length === 0 ? null : await database.transaction((transaction) => fillCells(transaction, plan, options))
  const cell = findCell(plan, valueColumns(plan, paths), paths, address)
  const { value } = cell.column
  const numerator = value.formula.numerator === undefined ? undefined : value.aliases[value.formula.numerator]
  const populations = [value.population, ...(value.alongside === null ? [] : [value.alongside])].map((alias) => {
    const scan = scanOf(plan, alias)
    return { alias, scan: { ...scan, parts: scan.parts.filter((part) => part.alias === alias || part.alias === numerator) } }
  })
  const parameters = new Parameters()
  const { page, files, columns } = contributingRows(
    populations,
    { ...plan, sets: [cell.set] },
    (condition) => cellCondition(cell, plan, condition),
    parameters,
  )
  return { plan, cell, rows: { page, files, params: parameters.all }, columns }
}

/** The report's filters; what they say of the days is said anew for a comparison, which looks at earlier ones. */
function reportFilters(spec: ReportSpec, { range, shift }: PlannedValue): Filter[] {
  if (shift === null) return spec.filters
  const others = spec.filters.filter(({ field, op }) => field !== 'date' || !isRange(op))
  if (range.from !== null && range.to === null) return [...others, { field: 'date', op: 'at-least', values: [dayText(range.from)] }]
  if (range.to !== null && range.from === null) return [...others, { field: 'date', op: 'at-most', values: [dayText(range.to)] }]
  return others
}

/** The plan of that one number alone. */
function singlePlan(plan: ReportPlan, cell: Cell): ReportPlan {
  const { value } = cell.column
  const needed = new Set([...Object.values(value.aliases), value.population, value.alongside])
  const scans = plan.scans
    .map((scan) => ({ ...scan, parts: scan.parts.filter(({ alias }) => needed.has(alias)) }))
    .filter(({ parts }) => parts.length > 0)
  const { level, across } = cell.set
  return {
    ...plan,
    scans,
    sets: [cell.set],
    rows: plan.rows.slice(0, level),
    columns: across ? plan.columns : [],
    values: [value],
    onlyPresent: false,
  }
}

function figureSql(plan: ReportPlan, cell: Cell, parameters: Parameters): Statement {
  const { value } = cell.column
  const cells = cellsSql(plan, parameters)
  const condition = cellCondition(cell, plan, parameters)
  return {
    sql: `select ${castTo(valueType(value), valueSql(value))} as value\nfrom (\n${cells.sql}\n)\nwhere ${condition}`,
    params: parameters.all,
  }
}

function scanOf(plan: ReportPlan, alias: PlannedValue['population']): PlannedScan {
  const scan = plan.scans.find(({ parts }) => parts.some((part) => part.alias === alias))
  if (scan === undefined) throw new Error(`no scan computes ${alias}`)
  return scan
}

/** Money comes as exact text: `10005534.0000` is the number 10005534, `0.1000` stays text. */
function exactValue(value: number | string | null): number | string | null {
  if (typeof value !== 'string') return value
  const text = value.includes('.') ? value.replace(/\.?0+$/, '') : value
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
