import type { ReportColumn, ReportResult } from '../contract/report-result.ts'

/** A cell of an answer: dates and decimals are text. */
export type Value = string | number | bigint | boolean | null

/** Rows by index, as they lie in the Arrow bytes. */
export interface Rows {
  readonly count: number
  value(row: number, column: string): Value
}

/** An answered report: what its columns mean, and its rows as they lie in the Arrow bytes. */
export interface ReportData {
  readonly result: ReportResult
  readonly rows: Rows
  /** Rows at the finest level, in order: what charts draw. */
  readonly details: readonly number[]
  /** The grand total's row, where the report has one. */
  readonly total: number | null
  readonly rowColumns: readonly ReportColumn[]
  readonly valueColumns: readonly ReportColumn[]
  level(row: number): number
}

/** Sorts the rows of an answer by their level. It computes nothing. */
export function reportData(result: ReportResult, rows: Rows): ReportData {
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
