import type { CellAddress } from '../contract/report-result.ts'
import type { ReportData } from './report-data.ts'

/** A number of the report that was clicked: by row of the answer and by value column. */
export interface ReportPlace {
  readonly row: number
  readonly value: string
}

/** Where a number stands, by the values of the dimensions it is broken down by, so that it is found again after a new load. */
export function addressOf(report: ReportData, place: ReportPlace): CellAddress {
  const level = report.level(place.row)
  const row = Object.fromEntries(
    report.rowColumns.slice(0, level).map((column) => {
      const value = report.rows.value(place.row, column.id)
      return [column.id, typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : value]
    }),
  )
  return { row, value: place.value }
}
