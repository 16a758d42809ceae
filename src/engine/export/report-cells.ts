import type { ReportColumn } from '../../contract/report-result.ts'
import type { CellFormat, CellValue } from './sheet.ts'
import { displayLength } from './xlsx/sheet-xml.ts'

/** A cell of an Arrow table as a workbook takes it. */
export function plainCell(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

export function formatOf(column: Pick<ReportColumn, 'type' | 'unit' | 'words'>): CellFormat {
  if (column.words !== undefined && column.type !== 'boolean') return 'text'
  if (column.type === 'date' || column.type === 'timestamp' || column.type === 'boolean' || column.type === 'text') return column.type
  if (column.unit === 'money') return 'money'
  if (column.unit === 'percent') return 'percent'
  return column.type === 'integer' || column.unit === 'count' ? 'integer' : 'decimal'
}

/** In characters; a long name goes on in the next line. */
export function widthOf(header: string, format: CellFormat): number {
  const least = format === 'text' ? 18 : format === 'money' ? 16 : format === 'timestamp' ? 20 : 13
  return Math.min(30, Math.max(least, displayLength(header) + 4))
}
