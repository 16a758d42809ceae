import { bucketLabel } from '../../contract/bucket-text.ts'
import type { ChartKind, Look } from '../../contract/documents.ts'
import { lookOfColumn } from '../../contract/look-of-value.ts'
import { otherValue, type ReportColumn, type ReportResult } from '../../contract/report-result.ts'
import type { Grain, ReportSpec } from '../../contract/report-spec.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { readArrowTable, type ArrowTable } from '../database/arrow-table.ts'
import { readReport } from '../deck/report-data.ts'
import { reportVisual } from '../deck/report-visual.ts'
import type { BookLook } from './book-look.ts'
import { whyNotAdded } from './column-additivity.ts'
import { chartOverCells, type ChartData } from './chart-cells.ts'
import { bucketFormat, numberFormat } from './number-format.ts'
import { marksOf } from './report-marks.ts'
import { totalsOf, type TotalledColumn } from './report-totals.ts'
import { formatOf, plainCell, widthOf } from './report-cells.ts'
import type { CellFormat, CellValue, Sheet, SheetChart, SheetColumn } from './sheet.ts'
import { whyNoFormula, words } from './workbook-words.ts'
import { excelRows } from './workbook.ts'

export interface AnsweredReport {
  readonly title: string
  readonly spec: ReportSpec
  readonly result: ReportResult
  readonly bytes: Uint8Array
  readonly chart?: ChartKind | undefined
  readonly look?: Look | undefined
}

/** A report's rows with typed cells, marks as on screen, and totals in bold: formulas where the rows add up to them. */
export function reportSheet(report: AnsweredReport, look: BookLook, data: ChartData): Sheet {
  const { spec, result } = report
  const table = readArrowTable(report.bytes)
  const rowColumns = result.columns.filter(({ role }) => role === 'row')
  const depth = rowColumns.length
  const levels = table.column('$level')
  const hasTotals = (spec.totals?.rows ?? 'none') !== 'none' && depth > 0
  const level = hasTotals ? (row: number): number => Number(levels.at(row) ?? depth) : (): number => depth
  const values = result.columns.map((column) => valueReader(table, column))
  const isSplit = table.rowCount >= excelRows
  const totals =
    isSplit || !(hasTotals || spec.totals?.columns === 'grand')
      ? null
      : totalsOf({
          rows: table.rowCount,
          depth,
          level,
          columns: result.columns.map((column, place) => totalled(report, look, { column, place, at: values[place] ?? nothing })),
        })
  const columns = result.columns.map((column, place): SheetColumn => {
    const at = values[place] ?? nothing
    if (column.role === 'row') return dimensionColumn(column, { at, place, level, depth, language: look.language })
    const own = valueColumn(column, at, report, look)
    const formula = totals?.columns.has(place) === true ? (row: number): string | null => totals.formula(row, place) : undefined
    return formula === undefined ? own : { ...own, formula }
  })
  const valuePlaces = result.columns.flatMap((column, place) =>
    column.role === 'value' ? [{ column, place, at: values[place] ?? nothing }] : [],
  )
  const grand = hasTotals && table.rowCount > 0 && level(table.rowCount - 1) === 0 ? 1 : 0
  return {
    name: report.title,
    columns,
    rows: table.rowCount,
    unfiltered: grand,
    frozen: depth <= 3 ? depth : 1,
    ...(hasTotals ? { isTotal: (row: number) => level(row) < depth } : {}),
    ...(spec.totals?.rows === 'all-levels' && depth > 1 ? { depth: (row: number) => Math.min(7, Math.max(0, level(row) - 1)) } : {}),
    charts: chartsOf(report, look, data),
    notes: (totals?.why ?? []).map(({ row, column, why }) => ({ row, column, text: whyNoFormula[why][look.language] })),
    marks: isSplit
      ? []
      : marksOf({ rows: table.rowCount, depth, level, columns: valuePlaces, look: report.look, redUpGreenDown: look.redUpGreenDown }),
  }
}

const nothing = (): CellValue => null
/** Beyond these nobody reads a chart, and to draw one every row is looked at. */
const mostDrawnRows = 20_000

function chartsOf({ title, result, bytes, chart }: AnsweredReport, look: BookLook, data: ChartData): SheetChart[] {
  if (chart === undefined || chart === 'table' || chart === 'pivot' || chart === 'kpi' || result.rowCount > mostDrawnRows) return []
  const report = readReport(result, bytes, look)
  const visual = reportVisual(report, chart, title, look)
  if (visual.is !== 'chart') return []
  const drawn = { chart: visual.chart, ids: result.columns.map(({ id }) => id), rows: report.details }
  return [chartOverCells({ ...drawn, categories: report.rowColumns.length === 1 ? 0 : null }, data)]
}

function totalled(
  { spec, result }: AnsweredReport,
  look: BookLook,
  { column, place, at }: { column: ReportColumn; place: number; at: (row: number) => CellValue },
): TotalledColumn | null {
  if (column.role === 'row') return null
  const { columns } = result
  const base = (one: ReportColumn): string => /^[^|]*/.exec(one.id)?.[0] ?? one.id
  const parts =
    column.isColumnTotal === true
      ? columns.flatMap((one, other) =>
          other !== place && one.role === 'value' && one.isColumnTotal !== true && base(one) === base(column) ? [other] : [],
        )
      : []
  return { at, why: whyNotAdded(column, spec, result, look.metrics), parts }
}

interface Dimension {
  readonly at: (row: number) => CellValue
  readonly place: number
  readonly level: (row: number) => number
  readonly depth: number
  readonly language: Language
}

/** A subtotal leaves the dimensions below it blank; the grand total is named in the first column. */
function dimensionColumn(column: ReportColumn, { at, place, level, depth, language }: Dimension): SheetColumn {
  const word = words[language]
  const { format, numberFormat: own, told } = dimensionFormat(column, language)
  const cell = (row: number): CellValue => {
    const reached = depth === 0 ? 0 : level(row)
    if (reached === 0 && depth > 0) return place === 0 ? word.total : null
    if (place >= reached) return null
    const value = at(row)
    return value === null || value === '' ? word.none : value === otherValue ? word.other : told(value)
  }
  const header = column.label[language]
  return { header, format, width: widthOf(header, format), at: cell, ...(own === null ? {} : { numberFormat: own }) }
}

/** Days, weeks, months and years are days that Excel writes so; quarters and weekdays it can't, so they are texts. */
function dimensionFormat(
  column: ReportColumn,
  language: Language,
): { format: CellFormat; numberFormat: string | null; told: (value: CellValue) => CellValue } {
  const { grain, words: known } = column
  if (grain !== undefined) {
    const own = bucketFormat(grain, language)
    if (own !== null) return { format: 'date', numberFormat: own, told: (value) => value }
    return { format: 'text', numberFormat: null, told: (value) => bucketLabel(value, grain, language) }
  }
  const format = formatOf(column)
  if (known === undefined || column.type === 'boolean') return { format, numberFormat: null, told: (value) => value }
  return { format, numberFormat: null, told: (value) => wordOf(known, String(value), language) }
}

function valueColumn(column: ReportColumn, at: (row: number) => CellValue, report: AnsweredReport, { language }: BookLook): SheetColumn {
  const chosen = lookOfColumn(report.look, column)?.format
  const header = headingOf(column, language)
  const format = formatOf(column)
  const rows = report.result.rowCount
  const largest = chosen?.scale === 'thousands' ? largestOf(at, rows) : 0
  const own = numberFormat(column, { language, format: chosen, largest })
  const width = widthOf(header, format)
  return { header, format, width, at, ...(own === null ? {} : { numberFormat: own }) }
}

/** Values of the column shelf before what is measured: `GTX · Won value`. */
export function headingOf(column: ReportColumn, language: Language): string {
  const word = words[language]
  const told = (value: string | null, place: number): string => {
    if (value === null || value === '') return word.none
    if (value === otherValue) return word.other
    return column.grain === undefined
      ? wordOf(column.pathWords?.[place], value, language)
      : bucketLabel(value, column.grain satisfies Grain, language)
  }
  const path = column.isColumnTotal === true ? [word.total] : (column.path ?? []).map(told)
  return [...path, column.label[language]].join(' · ')
}

export function valueReader(table: ArrowTable, column: Pick<ReportColumn, 'id'>): (row: number) => CellValue {
  const source = table.column(column.id)
  return (row) => plainCell(source.at(row))
}

function largestOf(at: (row: number) => CellValue, rows: number): number {
  let most = 0
  for (let row = 0; row < rows; row += 1) most = Math.max(most, Math.abs(Number(at(row) ?? 0)) || 0)
  return most
}
