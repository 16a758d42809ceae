import type { Look } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { estimateWidth } from '../grid/grid-column.ts'
import { dimensionLabel, pathLabel, type Labels } from '../../src/charts/chart-of-report.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import type { Writer } from './use-writer.ts'
import { valueOf } from '../../src/contract/look-of-value.ts'

export interface PivotWords extends Labels {
  readonly total: string
}

/** A column of the pivot as it is shown. */
export interface PivotColumn {
  readonly column: ReportColumn
  readonly isHead: boolean
  /** What stands over a group of columns; empty where there are no groups. */
  readonly group: string
  readonly title: string
  readonly unit: string
  readonly text: (row: number) => string
  readonly width: number
}

export interface PivotLayout {
  readonly columns: readonly PivotColumn[]
  readonly hasGroups: boolean
}

const sampled = 40
const foldRoom = 16

interface Asked {
  readonly report: ReportData
  readonly words: PivotWords
  readonly write: Writer
  readonly unitOf: (unit: ReportColumn['unit']) => string
  readonly look: Look | undefined
}

/** Row dimensions first, then values; where several values stand under each value of the column shelf, those are groups over them. */
export function pivotLayout({ report, words, write, unitOf, look }: Asked): PivotLayout {
  const { valueColumns, rowColumns } = report
  const isCrossed = valueColumns.some((column) => column.path?.length)
  const isSingle = new Set(valueColumns.map(valueOf)).size === 1
  const hasGroups = isCrossed && !isSingle
  const headed = (column: ReportColumn, place: number): PivotColumn => {
    const title = column.label[words.language]
    const text = (row: number) => rowLabel(report, row, column, words)
    const room = place < rowColumns.length - 1 ? foldRoom : 0
    return { column, isHead: true, group: '', title, unit: '', text, width: widthOf(column, title, text, room) }
  }
  const valued = (column: ReportColumn): PivotColumn => {
    const path = headOfPath(column, words)
    const title = isCrossed && !hasGroups ? path : column.label[words.language]
    const unit = unitOf(column.unit)
    const text = (row: number) => {
      const value = report.rows.value(row, column.id)
      return write.cell(column, typeof value === 'boolean' ? String(value) : value)
    }
    return { column, isHead: false, group: hasGroups ? path : '', title, unit, text, width: widthOf(column, `${title} ${unit}`, text, 16) }
  }
  // Reading the first rows of 2,000 columns would be work for nothing: what is out of sight is as wide as its head and the total.
  const widthOf = (column: ReportColumn, title: string, text: (row: number) => string, room: number) => {
    const rows = report.rows.count
    const first = Math.min(rows, valueColumns.length > 200 ? 4 : sampled)
    const sample = [...Array.from({ length: first }, (_, row) => row), ...(report.total === null ? [] : [report.total])]
    return look?.widths?.[column.id] ?? Math.min(280, estimateWidth(title, sample.map(text)) + room)
  }
  return { columns: [...rowColumns.map(headed), ...valueColumns.map(valued)], hasGroups }
}

/** Columns without a width of their own share the room that is left over. */
export function stretched(columns: readonly PivotColumn[], room: number, widths: Look['widths']): number[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const free = columns.filter(({ column }) => widths?.[column.id] === undefined).reduce((sum, { width }) => sum + width, 0)
  if (total >= room || free === 0) return columns.map(({ width }) => width)
  return columns.map(({ column, width }) => (widths?.[column.id] === undefined ? width + ((room - total) * width) / free : width))
}

function headOfPath(column: ReportColumn, words: PivotWords): string {
  return column.isColumnTotal === true || !column.path?.length ? words.total : pathLabel(column, words)
}

/** A subtotal names only the dimensions it is broken down by; the grand total is called so. */
function rowLabel(report: ReportData, row: number, column: ReportColumn, words: PivotWords): string {
  const place = report.rowColumns.indexOf(column)
  const level = report.level(row)
  if (level === 0) return place === 0 ? words.total : ''
  return place >= level ? '' : dimensionLabel(column, report.rows.value(row, column.id), words)
}
