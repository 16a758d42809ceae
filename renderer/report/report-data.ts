import type { ReportColumn, ReportResult } from '../../src/contract/report-result.ts'
import type { Api } from '../../src/contract/api.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import type { CancelSignal } from '../../src/contract/method.ts'
import { arrowRows } from '../grid/arrow-rows.ts'
import type { GridRows, Value } from '../grid/grid-rows.ts'

/** An answered report: what its columns mean, and its rows as they lie in the Arrow bytes. */
export interface ReportData {
  readonly result: ReportResult
  readonly rows: GridRows
  /** Rows at the finest level, in order: what charts draw. */
  readonly details: readonly number[]
  /** The grand total's row, where the report has one. */
  readonly total: number | null
  readonly rowColumns: readonly ReportColumn[]
  readonly valueColumns: readonly ReportColumn[]
  level(row: number): number
}

/** Asks the engine and sorts the rows of the answer by their level. It computes nothing. */
export async function askReport(api: Api, spec: ReportSpec, options: { signal?: CancelSignal } = {}): Promise<ReportData> {
  const { bytes, ...result } = await api.reports.run({ spec }, options)
  return reportData(result, arrowRows(bytes))
}

export function reportData(result: ReportResult, rows: GridRows): ReportData {
  const rowColumns = result.columns.filter((column) => column.role === 'row')
  const valueColumns = result.columns.filter((column) => column.role === 'value')
  const level = (row: number) => Number(rows.value(row, '$level') ?? rowColumns.length)
  const details: number[] = []
  let total: number | null = null
  for (let row = 0; row < rows.count; row += 1) {
    if (level(row) === rowColumns.length) details.push(row)
    if (level(row) === 0) total = row
  }
  return { result, rows, details, total, rowColumns, valueColumns, level }
}

/** A figure to draw; text decimals become floats only here, where a pixel is coarser than the difference. */
export function drawnFigure(value: Value): number | null {
  if (value === null || typeof value === 'boolean') return null
  const figure = Number(value)
  return Number.isFinite(figure) ? figure : null
}
