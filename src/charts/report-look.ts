import type { EChartsOption } from 'echarts'
import type { ReportColumn } from '../contract/report-result.ts'
import type { ReportPlace } from './cell-address.ts'
import { categoryLabel, valueLabel, type Labels } from './chart-of-report.ts'
import { drawnFigure, type ReportData } from './report-data.ts'
import type { ChartTheme, FormatFigure } from './chart-data.ts'
import type { TooltipText } from './chart-tooltip.ts'
import type { ToldPoint } from './describe-chart.ts'

/** How a report is told to the reader. */
export interface ReportLook {
  readonly theme: ChartTheme
  readonly labels: Labels
  /** Values of the first column dimension, and of the first row dimension, in the workspace's own order: they keep their colours. */
  readonly known: readonly (string | null)[]
  readonly knownRows: readonly (string | null)[]
  readonly format: FormatFigure
  /** A figure in the format that was chosen for its value. */
  readonly write: (column: ReportColumn, value: number) => string
  readonly total: string
}

export interface DrawnReport {
  readonly report: ReportData
  readonly look: ReportLook
}

/** A chart ready to be put on a canvas. */
export interface ReportDrawing {
  readonly option: EChartsOption
  /** Pixels it needs to be read; less room and it scrolls. */
  readonly height?: number
  /** The number behind something that was clicked. */
  readonly placeOf: (series: number, item: number, row: number | null) => ReportPlace | null
  /** What is told to people who hear it: its figures with their names. */
  readonly told: { readonly label: string; readonly points: readonly ToldPoint[]; readonly count: number; readonly column: ReportColumn }
  /** Values that stand in it; the others are named below. */
  readonly columns: readonly ReportColumn[]
  /** Rows of the finest level that stand in it, where not all do. */
  readonly rows?: number
}

/** Why what was answered can't be drawn like this, as a key of the texts; the table stands in. */
export const refusals = [
  'cantManySlices',
  'cantManySteps',
  'cantBelowZero',
  'cantNotAddUp',
  'cantNothing',
  'cantNoTotal',
  'cantNoSpread',
] as const
export type Refusal = (typeof refusals)[number]

export function isRefusal(drawn: ReportDrawing | Refusal): drawn is Refusal {
  return typeof drawn === 'string'
}

/** Value columns but the totals of the column shelf, which are of another size than what they sum up. */
export function partColumns(report: ReportData): ReportColumn[] {
  return report.valueColumns.filter((column) => column.isColumnTotal !== true)
}

export function isSingle(report: ReportData): boolean {
  return new Set(partColumns(report).map((column) => column.metric)).size === 1
}

export function nameOfColumn({ report, look }: DrawnReport, column: ReportColumn): string {
  return valueLabel(column, look.labels, isSingle(report))
}

export function nameOfRow({ report, look }: DrawnReport, row: number): string {
  return report.rowColumns.length === 0 ? look.total : categoryLabel(report, row, look.labels)
}

export function figureAt(report: ReportData, row: number, column: ReportColumn | undefined): number | null {
  return column === undefined ? null : drawnFigure(report.rows.value(row, column.id))
}

const mostTold = 16

/** The whole row: what it is about, and every figure of it. */
export function rowTip(drawn: DrawnReport, row: number, colour: string): TooltipText {
  const columns = partColumns(drawn.report)
  return {
    title: nameOfRow(drawn, row),
    rows: columns.slice(0, mostTold).map((column) => tipRow(drawn, row, column, colour)),
  }
}

export function tipRow(drawn: DrawnReport, row: number, column: ReportColumn, colour: string): TooltipText['rows'][number] {
  const value = figureAt(drawn.report, row, column)
  return { label: nameOfColumn(drawn, column), figure: value === null ? '–' : drawn.look.write(column, value), colour }
}

/** The rows of one column as they are told. */
export function toldColumn(
  drawn: DrawnReport,
  column: ReportColumn,
  rows: readonly number[] = drawn.report.details,
): ReportDrawing['told'] {
  const points = rows.flatMap((row) => {
    const value = figureAt(drawn.report, row, column)
    return value === null ? [] : [{ name: nameOfRow(drawn, row), value }]
  })
  return { label: column.label[drawn.look.labels.language], points, count: rows.length, column }
}

export function hasNegative(report: ReportData, columns: readonly ReportColumn[], rows: readonly number[] = report.details): boolean {
  return rows.some((row) => columns.some((column) => (figureAt(report, row, column) ?? 0) < 0))
}
