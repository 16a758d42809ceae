import * as XLSX from 'xlsx'
import { excelDateText } from './excel-date.ts'

/** The filled part of a sheet as text, and what had to be decided on the way. Rows and columns keep their places. */
export interface SheetCells {
  readonly rows: readonly (readonly string[])[]
  /** 0-based number of the first row in the sheet. */
  readonly firstRow: number
  readonly firstColumn: number
  readonly errors: { count: number; readonly kinds: Set<string> }
  readonly uncalculated: { count: number }
}

/**
 * Values, never what the cell shows: numbers with all their digits, dates as ISO text by their number format, TRUE and FALSE,
 * text as it stands. Errors such as #N/A become empty and are counted.
 */
export function sheetCells(sheet: XLSX.WorkSheet, is1904: boolean): SheetCells {
  const data: XLSX.CellObject[][] = (sheet as XLSX.DenseWorkSheet)['!data'] ?? []
  const errors = { count: 0, kinds: new Set<string>() }
  const uncalculated = { count: 0 }
  // Rows and cells may be holes in sparse arrays, which map() would leave as they are.
  const texts = Array.from(data, (row) => Array.from(row ?? [], (cell) => cellText(cell, is1904, errors, uncalculated)))
  const { top, bottom, left, right } = bounds(texts)
  const rows: string[][] = []
  for (let row = top; row <= bottom; row++)
    rows.push(Array.from({ length: right - left + 1 }, (_, column) => texts[row]?.[left + column] ?? ''))
  return { rows, firstRow: top, firstColumn: left, errors, uncalculated }
}

function cellText(
  cell: XLSX.CellObject | undefined,
  is1904: boolean,
  errors: SheetCells['errors'],
  uncalculated: SheetCells['uncalculated'],
): string {
  if (cell === undefined || cell === null) return ''
  const { t, v } = cell
  if (t === 'e') {
    errors.count++
    errors.kinds.add(typeof v === 'number' ? (errorNames[v] ?? '#ERROR!') : String(cell.w ?? v))
    return ''
  }
  if (v === undefined || v === null) {
    if (cell.f !== undefined) uncalculated.count++
    return ''
  }
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE'
  if (typeof v === 'number') return numberText(v, cell.z, is1904)
  if (v instanceof Date)
    return v
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$/, '')
  return v
}

const errorNames: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

function numberText(value: number, format: string | number | undefined, is1904: boolean): string {
  const code = typeof format === 'number' ? (XLSX.SSF.get_table() as Record<number, string>)[format] : format
  if (code !== undefined && XLSX.SSF.is_date(code)) return excelDateText(value, code, is1904) ?? String(value)
  return String(value)
}

function bounds(texts: readonly (readonly string[])[]): { top: number; bottom: number; left: number; right: number } {
  let top = -1
  let bottom = -1
  let left = Infinity
  let right = -1
  for (let row = 0; row < texts.length; row++) {
    const cells = texts[row]!
    const first = cells.findIndex((text) => text.trim() !== '')
    if (first < 0) continue
    if (top < 0) top = row
    bottom = row
    left = Math.min(left, first)
    right = Math.max(
      right,
      cells.findLastIndex((text) => text.trim() !== ''),
    )
  }
  return top < 0 ? { top: 0, bottom: -1, left: 0, right: -1 } : { top, bottom, left, right }
}
