import { otherValue, type ReportColumn } from '../contract/report-result.ts'
import { wordOf, type Language } from '../contract/text.ts'
import type { ChartData, ChartTheme } from './chart-data.ts'
import { colourOfMeasure, colourOfValue } from './series-colours.ts'
import { bucketLabel } from '../contract/bucket-text.ts'
import { drawnFigure, type ReportData, type Value } from './report-data.ts'

export interface Labels {
  readonly language: Language
  /** What an empty dimension value is called: `(none)`, `（空）`. */
  readonly none: string
  /** What is not among the first N is called. */
  readonly other: string
}

/** A dimension's value as it is shown: a bucket of time by its grain, the empty value by its own name. */
export function dimensionLabel(column: Pick<ReportColumn, 'grain' | 'words'>, value: Value, labels: Labels): string {
  if (value === null || value === '') return labels.none
  if (value === otherValue) return labels.other
  return column.grain === undefined
    ? wordOf(column.words, String(value), labels.language)
    : bucketLabel(value, column.grain, labels.language)
}

/** The values of the column shelf that a value column stands under. */
export function pathLabel({ path = [], pathWords, grain }: ReportColumn, labels: Labels): string {
  const place = (at: number) => ({ ...(grain === undefined ? {} : { grain }), words: pathWords?.[at] ?? undefined })
  return path.map((value, at) => dimensionLabel(place(at), value, labels)).join(' · ')
}

/** All row dimensions of a row in one label. */
export function categoryLabel(report: ReportData, row: number, labels: Labels): string {
  return report.rowColumns.map((column) => dimensionLabel(column, report.rows.value(row, column.id), labels)).join(' · ')
}

/** What a value column is called: its metric, and the path of the column shelf where there is one. */
export function valueLabel(column: ReportColumn, labels: Labels, single: boolean): string {
  const label = column.label[labels.language]
  if (column.path === undefined || column.path.length === 0) return label
  const path = pathLabel(column, labels)
  return single ? path : `${path} · ${label}`
}

export function categoriesAreTime(report: ReportData): boolean {
  return report.rowColumns.length > 0 && report.rowColumns.every((column) => column.grain !== undefined)
}

/**
 * The report as categories and series. `known` is the order of the column dimension's values in the workspace, so that a
 * value keeps its colour; column totals and the comparison's changes are left out, since they are figures of another scale.
 */
export function chartOfReport(
  report: ReportData,
  theme: ChartTheme,
  labels: Labels,
  known: readonly (string | null)[] = [],
  rows: readonly number[] = report.details,
  drawn: readonly ReportColumn[] = report.valueColumns.filter(
    (column) => column.isColumnTotal !== true && sameScale(column, report.valueColumns[0]),
  ),
): ChartData {
  const single = new Set(drawn.map((column) => column.metric)).size === 1
  return {
    categories: rows.map((row) => categoryLabel(report, row, labels)),
    series: drawn.map((column, place) => ({
      id: column.id,
      label: valueLabel(column, labels, single),
      unit: column.unit,
      colour: column.path?.length ? colourOfValue(theme, known, column.path[0] ?? null) : colourOfMeasure(theme, place),
      values: rows.map((row) => drawnFigure(report.rows.value(row, column.id))),
    })),
  }
}

/** Values that a chart leaves out, by name. */
export function notDrawn(report: ReportData, drawn: readonly ReportColumn[], language: Language): string[] {
  const left = report.valueColumns.filter((column) => column.isColumnTotal !== true && !drawn.some((one) => one.id === column.id))
  return [...new Set(left.map((column) => column.label[language]))]
}

export function sameScale(column: ReportColumn, first: ReportColumn | undefined): boolean {
  return first === undefined || column.unit === first.unit
}
