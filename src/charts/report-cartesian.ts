import type { ReportColumn } from '../contract/report-result.ts'
import { categoriesAreTime, chartOfReport, sameScale } from './chart-of-report.ts'
import { cartesianOption, type CartesianKind } from './cartesian-option.ts'
import { hasNegative, partColumns, toldColumn, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'

/** More lying bars than anybody reads. */
const mostBars = 60

/** Bars, stacks, lines and areas of the values that share the first one's unit. */
export function drawCartesian(kind: CartesianKind) {
  return (drawn: DrawnReport): ReportDrawing | Refusal => {
    const { report, look } = drawn
    const columns = partColumns(report).filter((column) => sameScale(column, report.valueColumns[0]))
    const [first] = columns
    if (first === undefined) return 'cantNothing'
    const isTime = categoriesAreTime(report)
    const isStack = kind === 'stacked-bar' || kind === 'full-stacked-bar'
    const rows = (kind === 'bar' || isStack) && !isTime ? report.details.slice(0, mostBars) : report.details
    if (kind === 'full-stacked-bar' && hasNegative(report, columns, rows)) return 'cantBelowZero'
    const data = chartOfReport(report, look.theme, look.labels, look.known, rows, columns)
    return {
      option: cartesianOption({
        kind,
        data: { ...data, series: data.series.map((series, place) => ({ ...series, write: writer(drawn, columns[place]) })) },
        theme: look.theme,
        format: look.format,
        categoriesAreTime: isTime,
      }),
      placeOf: (series, item) => placeAt(rows[item], columns[series]),
      told: toldColumn(drawn, first, rows),
      columns,
      ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    }
  }
}

export function writer({ look }: DrawnReport, column: ReportColumn | undefined) {
  return (value: number) => (column === undefined ? String(value) : look.write(column, value))
}

export function placeAt(row: number | undefined, column: ReportColumn | undefined) {
  return row === undefined || column === undefined ? null : { row, value: column.id }
}
