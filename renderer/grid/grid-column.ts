import type { ReactNode } from 'react'
import type { ColumnType, Unit } from '../../src/contract/report-result.ts'
import { wordOf, type Language, type ValueWords } from '../../src/contract/text.ts'
import { formatCell, unitLabel } from '../../src/contract/figure-text.ts'
import { decimalText } from '../../src/contract/decimal-text.ts'
import type { GridRows, Value } from './grid-rows.ts'

export interface GridColumn {
  readonly id: string
  readonly title: string
  readonly type: ColumnType
  readonly unit?: Unit
  readonly currency?: string | null
  /** Decimals shown; by default what the unit and the first rows ask for. Copying always gives all of them. */
  readonly digits?: number
  /** In pixels; by default as wide as the title and the first rows need. */
  readonly width?: number
  /** What values of a closed list are called. */
  readonly words?: ValueWords | undefined
  /** Draws the cell instead of the formatted text: a link, a badge, an in-cell bar. */
  readonly render?: (row: number, value: Value) => ReactNode
}

const sampled = 100

export function isNumeric(column: GridColumn): boolean {
  return column.type === 'integer' || column.type === 'decimal' || column.type === 'double'
}

export function headerText(column: GridColumn, language: Language): string {
  const unit = unitLabel({ unit: column.unit ?? 'none', language, currency: column.currency })
  return unit === '' ? column.title : `${column.title} (${unit})`
}

/** Money shows cents only where the first rows have any, so that a column lines up. */
export function columnDigits(column: GridColumn, rows: GridRows): number | undefined {
  if (column.digits !== undefined || column.unit !== 'money') return column.digits
  for (let row = 0; row < Math.min(rows.count, sampled); row += 1) {
    const value = rows.value(row, column.id)
    const text = typeof value === 'boolean' ? null : decimalText(value)
    if (text?.includes('.') && /[1-9]/.test(text.split('.')[1] ?? '')) return 2
  }
  return 0
}

export interface CellWords {
  readonly yes: string
  readonly no: string
  readonly empty: string
}

export function cellText(column: GridColumn, value: Value, language: Language, words: CellWords, digits: number | undefined): string {
  if (column.words !== undefined && value !== null) return wordOf(column.words, String(value), language)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (isNumeric(column))
    return formatCell(value, {
      unit: column.unit ?? (column.type === 'integer' ? 'count' : 'none'),
      language,
      currency: column.currency,
      digits,
    })
  return value === null ? words.empty : String(value)
}

/** Wide enough for the title and the first rows, within reason. CJK characters count as two. */
export function estimateWidth(header: string, texts: readonly string[]): number {
  const widest = Math.max(textUnits(header) + 2, ...texts.map(textUnits))
  return Math.round(Math.min(360, Math.max(64, widest * 7.1 + 22)))
}

function textUnits(text: string): number {
  let units = 0
  for (const character of text) units += character.codePointAt(0)! > 0x2e7f ? 1.9 : 1
  return units
}
