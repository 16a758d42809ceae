import type { ReportColumn } from '../../contract/report-result.ts'
import { plainChart, type ChartSeries, type NativeChart } from '../export/pptx/chart.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'
import { cellText, deckWords, excelFormat, figureText, largestOf, type DeckLook } from './deck-text.ts'
import type { DeckReport } from './report-data.ts'
import { shadeOf } from './shades.ts'
import { quietColour, type TableVisual } from './visual.ts'
import { funnelChart, waterfallChart } from './waterfall-chart.ts'

const [mostSteps, mostBars, mostDots, mostLines, mostColumns] = [24, 20, 500, 30, 14]

/** A report that is to be drawn, with the words that say what it shows. */
export interface Shaped {
  readonly report: DeckReport
  readonly title: string
  readonly look: DeckLook
}

const own = ({ valueColumns }: DeckReport): ReportColumn[] => valueColumns.filter(({ isColumnTotal }) => isColumnTotal !== true)

function nameOf(report: DeckReport, row: number): string {
  return report.rowColumns.map((column) => report.label(row, column)).join(' · ')
}

function told({ report, title, look }: Shaped, column: ReportColumn, rows: readonly number[]): string {
  const some = rows.slice(0, 8).map((row) => `${nameOf(report, row)} ${figureText(report.number(row, column), column.unit, look)}`)
  return `${title}: ${some.join('; ')}`
}

/** Each row begins where the one before ends, and the engine's total stands last; null where the rows do not lead to it. */
export function reportWaterfall(shaped: Shaped): NativeChart | null {
  const { report, look } = shaped
  const [column] = own(report)
  const total = column === undefined || report.total === null ? null : report.number(report.total, column)
  if (column === undefined || total === null) return null
  const rows = report.details.filter((row) => (report.number(row, column) ?? 0) !== 0)
  const values = rows.map((row) => report.number(row, column) ?? 0)
  const [sum, size] = values.reduce(([all, far], value) => [all + value, far + Math.abs(value)], [0, 0])
  // Floats of a long sum differ in their last digits only.
  if (rows.length === 0 || rows.length > mostSteps || Math.abs(sum - total) > 1e-9 * Math.max(size, 1)) return null
  const steps = rows.map((row, place) => ({ label: nameOf(report, row), value: values[place] ?? 0, isEnd: false }))
  const end = { label: deckWords[look.language].total, value: total, isEnd: true }
  return waterfallChart([...steps, end], column.unit, told(shaped, column, rows), look)
}

/** A step a row, in the report's order; without rows a step a value. */
export function reportFunnel(shaped: Shaped): NativeChart | null {
  const { report, look } = shaped
  const columns = own(report)
  const [first] = columns
  if (first === undefined) return null
  const isByValue = report.rowColumns.length === 0
  const rows = report.details.slice(0, mostSteps)
  const same = columns.filter(({ unit }) => unit === first.unit)
  const labels = isByValue ? same.map((column) => report.heading(column)) : rows.map((row) => nameOf(report, row))
  const values = isByValue ? same.map((column) => report.number(0, column)) : rows.map((row) => report.number(row, first))
  if (values.length === 0 || values.some((value) => value !== null && value < 0)) return null
  const format = excelFormat(first.unit, largestOf(values), look)
  return funnelChart(labels, values, { name: report.heading(first), format, description: told(shaped, first, rows) })
}

/** A dot a row: the first value along, the second up, of a bubble the third as large. */
export function reportScatter(shaped: Shaped, kind: 'scatter' | 'bubble'): NativeChart | null {
  const { report, look } = shaped
  const [x, y, size] = own(report)
  if (x === undefined || y === undefined || (kind === 'bubble' && size === undefined)) return null
  const columns = kind === 'bubble' && size !== undefined ? [x, y, size] : [x, y]
  const rows = report.details
    .filter((row) => columns.every((column) => report.number(row, column) !== null))
    .filter((row) => kind === 'scatter' || size === undefined || (report.number(row, size) ?? -1) >= 0)
    .slice(0, mostDots)
  if (rows.length === 0) return null
  const series = columns.map((column): ChartSeries => {
    const values = rows.map((row) => report.number(row, column))
    return { name: report.heading(column), values, format: excelFormat(column.unit, largestOf(values), look), colour: 'accent1' }
  })
  return plainChart({
    kind,
    categories: rows.map((row) => nameOf(report, row)),
    series,
    axisFormat: series[1]?.format ?? 'General',
    description: told(shaped, y, rows),
    hasLegend: false,
    axisTitles: [report.heading(x), report.heading(y)],
  })
}

/** The value as a bar, and beside it, pale, what it is held against: the next one of its unit. */
export function reportBullet(shaped: Shaped): NativeChart | null {
  const { report, look } = shaped
  const [value, ...others] = own(report)
  const against = others.find(({ unit }) => unit === value?.unit)
  if (value === undefined || against === undefined || report.rowColumns.length === 0) return null
  const rows = report.details.slice(0, mostBars)
  const numbers = (column: ReportColumn): (number | null)[] => rows.map((row) => report.number(row, column))
  const format = excelFormat(value.unit, largestOf([...numbers(value), ...numbers(against)]), look)
  return plainChart({
    kind: 'bar',
    categories: rows.map((row) => nameOf(report, row)),
    series: [
      { name: report.heading(value), values: numbers(value), format, colour: 'accent1', isLabelled: rows.length <= 16 },
      { name: report.heading(against), values: numbers(against), format, colour: quietColour },
    ],
    axisFormat: format,
    description: told(shaped, value, rows),
    hasLegend: true,
  })
}

/** The first value under every value of the column shelf, as a table with shaded cells, which Office edits as well. */
export function reportGrid({ report, look }: Shaped): TableVisual | null {
  const [first] = own(report)
  if (first === undefined) return null
  const all = report.details.slice(0, mostLines)
  const at = (row: number, column: ReportColumn): number | null => report.number(row, column)
  const columns = own(report)
    .filter(({ metric, unit }) => metric === first.metric && unit === first.unit)
    .filter((column) => all.some((row) => at(row, column) !== null))
    .slice(0, mostColumns)
  if (columns.length < 2) return null
  const values = all.flatMap((row) => columns.flatMap((column) => at(row, column) ?? []))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const cell = (row: number, column: ReportColumn): TableCell => {
    const value = at(row, column)
    if (value === null) return { text: '', align: 'right' }
    return { text: cellText(value, column.unit, look), align: 'right', ...shadeOf(value, least, most) }
  }
  const head = (column: ReportColumn): string =>
    report
      .heading(column)
      .split(' · ')
      .slice(0, Math.max(1, (column.path ?? []).length))
      .join(' · ')
  return {
    widths: [2, ...columns.map(() => 1)],
    head: [
      { text: report.rowColumns.map((column) => column.label[look.language]).join(' · ') },
      ...columns.map((column): TableCell => ({ text: head(column), align: 'right' })),
    ],
    rows: all.map((row) => [{ text: nameOf(report, row) }, ...columns.map((column) => cell(row, column))]),
    total: report.details.length,
  }
}
