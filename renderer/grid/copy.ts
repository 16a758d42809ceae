import { wordOf, type Language } from '../../src/contract/text.ts'
import type { GridColumn } from './grid-column.ts'
import type { GridRows, Value } from './grid-rows.ts'
import type { Range } from './selection.ts'

/** A range with its headers as tab-separated text. Numbers are unrounded and without separators, so they paste typed. */
export function rangeAsText(
  columns: readonly GridColumn[],
  headers: readonly string[],
  rows: GridRows,
  range: Range,
  language: Language,
): string {
  const taken = columns.slice(range.left, range.right + 1)
  const lines = [
    headers
      .slice(range.left, range.right + 1)
      .map(quotedCell)
      .join('\t'),
  ]
  for (let row = range.top; row <= range.bottom; row += 1) {
    lines.push(taken.map((column) => plainCell(told(column, rows.value(row, column.id), language))).join('\t'))
  }
  return lines.join('\r\n')
}

function told({ words }: GridColumn, value: Value, language: Language): Value {
  return words === undefined || value === null ? value : wordOf(words, String(value), language)
}

export function plainCell(value: Value): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  // A text that starts like a formula would be run as one by a spreadsheet; the quote keeps it text.
  return quotedCell(/^[=+@]|^-[^\d]/.test(value) ? `'${value}` : value)
}

export function quotedCell(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
