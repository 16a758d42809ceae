import type { ReportData } from '../../../charts/report-data.ts'
import type { DeckReport } from '../../deck/report-data.ts'

/** A report that decks read, as charts read it. */
export function chartReport(report: DeckReport): ReportData {
  const { result, details, rowColumns, valueColumns } = report
  const columns = new Map(result.columns.map((column) => [column.id, column]))
  const total = Array.from({ length: report.count }, (_, row) => row).find((row) => report.level(row) === 0)
  return {
    result,
    rows: {
      count: report.count,
      value: (row, id) => {
        const column = columns.get(id)
        return column === undefined ? null : report.value(row, column)
      },
    },
    details,
    total: total ?? null,
    rowColumns,
    valueColumns,
    level: (row) => report.level(row),
  }
}
