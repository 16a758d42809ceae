import type { ChartKind } from '../../contract/documents.ts'
import type { ReportColumn } from '../../contract/report-result.ts'
import { plainChart, type ChartSeries, type NativeChart } from '../export/pptx/chart.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'
import { cellText, deckWords, excelFormat, figureText, headUnit, largestOf, type DeckLook } from './deck-text.ts'
import type { DeckReport } from './report-data.ts'
import { reportBullet, reportFunnel, reportGrid, reportScatter, reportWaterfall, type Shaped } from './report-shapes.ts'
import { colourAt, quietColour, type TableVisual, type Visual } from './visual.ts'

const mostBars = 20
const mostPoints = 120
const mostSlices = 6
const mostRows = 60
const mostColumns = 10

/** How a report stands on a slide: as Office draws it where it can, else as a table. */
export function reportVisual(report: DeckReport, kind: ChartKind, title: string, look: DeckLook): Visual {
  if (report.details.length === 0) return { is: 'nothing' }
  if (kind === 'heat' || kind === 'cohort') return { is: 'table', table: reportGrid({ report, title, look }) ?? reportTable(report, look) }
  const chart = shapedChart({ report, title, look }, kind)
  return chart === null ? { is: 'table', table: reportTable(report, look) } : { is: 'chart', chart }
}

function shapedChart(shaped: Shaped, kind: ChartKind): NativeChart | null {
  switch (kind) {
    case 'waterfall':
      return reportWaterfall(shaped)
    case 'funnel':
      return reportFunnel(shaped)
    case 'scatter':
    case 'bubble':
      return reportScatter(shaped, kind)
    case 'bullet':
      return reportBullet(shaped)
    default:
      return nativeChart(shaped.report, kind, shaped.title, shaped.look)
  }
}

function nativeChart(report: DeckReport, kind: ChartKind, title: string, look: DeckLook): NativeChart | null {
  const drawn = drawnColumns(report)
  const [first] = drawn
  const isTime = report.rowColumns.length > 0 && report.rowColumns.every(({ grain }) => grain !== undefined)
  // More slices than anybody compares are bars.
  const isCrowded = kind === 'doughnut' && report.details.length > mostSlices
  const native = isCrowded || isBars(kind) ? (isTime ? 'column' : 'bar') : standing[kind]
  if (first === undefined || native === undefined || report.rowColumns.length === 0) return null
  const rows = report.details.slice(0, native === 'bar' ? mostBars : mostPoints)
  const largest = largestOf(drawn.flatMap((column) => rows.map((row) => report.number(row, column))))
  const format = excelFormat(first.unit, largest, look)
  const series = drawn.map((column, place): ChartSeries => ({
    name: report.heading(column),
    values: rows.map((row) => report.number(row, column)),
    format,
    colour: column.id.includes('@') ? quietColour : colourAt(place),
    column: column.id,
    isLabelled:
      (drawn.length === 1 && kind !== 'combo' && rows.length <= 16 && native !== 'area' && native !== 'line') || native === 'doughnut',
    ...(native === 'doughnut' ? { pointColours: rows.map((_, index) => colourAt(index)) } : {}),
  }))
  return plainChart({
    kind: native,
    categories: rows.map((row) => report.rowColumns.map((column) => report.label(row, column)).join(' · ')),
    series: native === 'doughnut' ? series.slice(0, 1) : series,
    axisFormat: format,
    description: `${title}: ${describe(report, first, rows, look)}`,
    ...groupingOf(kind, drawn.length),
    ...(kind === 'combo' ? linesOver(report, rows, look, drawn.length) : {}),
    ...(kind === 'histogram' ? { gap: 4 } : {}),
    hasLegend: drawn.length > 1 || native === 'doughnut' || kind === 'combo',
  })
}

const standing: Partial<Record<ChartKind, NativeChart['kind']>> = {
  line: 'line',
  area: 'area',
  doughnut: 'doughnut',
  combo: 'column',
  histogram: 'column',
}

function isBars(kind: ChartKind): boolean {
  return kind === 'bar' || kind === 'stacked-bar' || kind === 'full-stacked-bar'
}

function groupingOf(kind: ChartKind, series: number): Partial<Pick<NativeChart, 'grouping'>> {
  if (kind === 'full-stacked-bar') return { grouping: 'percent' }
  return kind === 'stacked-bar' || (kind === 'area' && series > 1) ? { grouping: 'stacked' } : {}
}

/** Figures of the second unit as lines by an axis of their own. */
function linesOver(
  report: DeckReport,
  rows: readonly number[],
  look: DeckLook,
  first: number,
): Pick<NativeChart, 'lines' | 'secondFormat'> {
  const own = report.valueColumns.filter(({ isColumnTotal }) => isColumnTotal !== true)
  const second = own.find(({ unit }) => unit !== own[0]?.unit)?.unit
  const columns = own.filter(({ unit }) => unit === second)
  if (second === undefined) return { lines: [], secondFormat: null }
  const format = excelFormat(second, largestOf(columns.flatMap((column) => rows.map((row) => report.number(row, column)))), look)
  const lines = columns.map((column, place): ChartSeries => ({
    name: report.heading(column),
    values: rows.map((row) => report.number(row, column)),
    format,
    colour: colourAt(first + place),
    column: column.id,
    isSecond: true,
  }))
  return { lines, secondFormat: format }
}

/** Of one scale: figures of another unit than the first have no place on its axis. */
function drawnColumns({ valueColumns }: DeckReport): ReportColumn[] {
  const own = valueColumns.filter(({ isColumnTotal }) => isColumnTotal !== true)
  return own.filter(({ unit }) => unit === own[0]?.unit)
}

function describe(report: DeckReport, column: ReportColumn, rows: readonly number[], look: DeckLook): string {
  const told = rows.slice(0, 8).map((row) => {
    const name = report.rowColumns.map((dimension) => report.label(row, dimension)).join(' · ')
    return `${name} ${figureText(report.number(row, column), column.unit, look)}`
  })
  return told.join('; ')
}

/** Rows and columns that fit; how many there are is said. */
export function reportTable(report: DeckReport, look: DeckLook, most = { rows: mostRows, columns: mostColumns }): TableVisual {
  const word = deckWords[look.language]
  const values = report.valueColumns.slice(0, Math.max(1, most.columns - report.rowColumns.length))
  const head: TableCell[] = [
    ...report.rowColumns.map((column) => ({ text: column.label[look.language] })),
    ...values.map((column) => ({ text: `${report.heading(column)}${headUnit(column.unit, look)}`, align: 'right' as const })),
  ]
  const places = Array.from({ length: Math.min(report.count, most.rows) }, (_, row) => row)
  const rows = places.map((row): TableCell[] => {
    const level = report.level(row)
    const bold = level < report.rowColumns.length
    const named = report.rowColumns.map((column, place): TableCell => {
      const text = place < level ? report.label(row, column) : level === 0 && place === 0 ? word.total : ''
      return { text, bold }
    })
    return [...named, ...values.map((column): TableCell => ({ text: valueText(report, row, column, look), align: 'right', bold }))]
  })
  const widths = [...report.rowColumns.map(() => 2), ...values.map(() => 1.2)]
  return { widths, head, rows, total: report.count }
}

function valueText(report: DeckReport, row: number, column: ReportColumn, look: DeckLook): string {
  const value = report.value(row, column)
  return typeof value === 'boolean' ? String(value) : cellText(value, column.unit, look)
}

/** What stands out, from the figures that are shown. */
export function reportComments(report: DeckReport, look: DeckLook): string[] {
  const word = deckWords[look.language]
  const column = drawnColumns(report)[0]
  if (column === undefined || report.details.length < 2 || report.rowColumns.length === 0) return []
  const isTime = report.rowColumns.some(({ grain }) => grain !== undefined)
  const told = report.details.flatMap((row) => {
    const value = report.number(row, column)
    const name = report.rowColumns.map((dimension) => report.label(row, dimension)).join(' · ')
    return value === null || name === word.other ? [] : [{ name, value }]
  })
  const total = report.total === null ? null : report.number(report.total, column)
  const [most, least] = [
    told.toSorted((one, other) => other.value - one.value)[0],
    told.toSorted((one, other) => one.value - other.value)[0],
  ]
  const canShare = !isTime && total !== null && total > 0 && (column.unit === 'money' || column.unit === 'count')
  const share = (value: number): string => {
    if (!canShare) return ''
    const part = cellText(value / total, 'percent', look)
    return look.language === 'zh' ? `（${word.ofTotal} ${part}）` : ` (${part} ${word.ofTotal})`
  }
  const line = (what: string, { name, value }: { name: string; value: number }): string => {
    const figure = figureText(value, column.unit, look)
    return look.language === 'zh' ? `${what}：${name}，${figure}${share(value)}` : `${what}: ${name}, ${figure}${share(value)}`
  }
  const sum = total === null ? [] : [`${word.total}${look.language === 'zh' ? '：' : ': '}${figureText(total, column.unit, look)}`]
  if (most === undefined || least === undefined || most.value === least.value) return sum
  return [...sum, line(word.highest, most), line(word.lowest, least)]
}
