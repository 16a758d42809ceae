import { excelSerial } from '../serial-day.ts'
import type { CellFormat, CellValue } from '../sheet.ts'

export const excelText = 32_767

/** A cell with its value typed; empty where there is none. `at` is its address, `formula` what computes it. */
export function cellXml(at: string, value: CellValue, format: CellFormat, style: number, formula: string | null = null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return `<c r="${at}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (format === 'date' || format === 'timestamp') {
    const serial = excelSerial(String(value))
    return serial === null ? textCell(at, String(value), style) : numberCell(at, String(serial), style)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? numberCell(at, String(value), style, formula) : ''
  if (format === 'text' || format === 'general') return textCell(at, String(value), style)
  const digits = String(value)
  return isExactInExcel(digits) ? numberCell(at, digits, style, formula) : textCell(at, digits, style)
}

/** Excel keeps 15 significant digits; a longer number stays text rather than change its value. */
export function isExactInExcel(digits: string): boolean {
  if (!/^-?\d+(\.\d+)?$/.test(digits)) return false
  if (digits.length <= 15) return true
  const significant = digits.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  return (digits.includes('.') ? significant.replace(/0+$/, '') : significant).length <= 15
}

function numberCell(at: string, digits: string, style: number, formula: string | null = null): string {
  return `<c r="${at}" s="${style}">${formula === null ? '' : `<f>${escapeText(formula)}</f>`}<v>${digits}</v></c>`
}

export function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}

const needsEscape = /[&<>_\p{Cc}\uD800-\uDFFF\uFFFE\uFFFF]/u

/** XML cannot carry control characters; Excel reads them back from `_xHHHH_`, so a literal `_x0041_` is escaped too. */
export function escapeText(text: string): string {
  if (!needsEscape.test(text)) return text
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(
      /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** The sheet row of a row of data: the header stands above them. */
export function rowNumber(row: number): number {
  return row + 2
}
