import { excelSerial } from '../serial-day.ts'
import type { CellFormat, CellValue } from '../sheet.ts'

export const excelText = 32_767

/** A cell with its value typed; empty where there is none. `at` is its address, `formula` what computes it. */
export function cellXml(at: string, value: CellValue, format: CellFormat, style: number, formula: string | null = null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return `<c r="${at}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (format === 'date' || format === 'timestamp') {
    const serial = serialOf(String(value))
    return serial === null ? textCell(at, String(value), style) : numberCell(at, String(serial), style)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? numberCell(at, String(value), style, formula) : ''
  if (format === 'text' || format === 'general') return textCell(at, String(value), style)
  const digits = String(value)
  return isExactInExcel(digits) ? numberCell(at, digits, style, formula) : textCell(at, digits, style)
}

/** Excel keeps 15 significant digits; a longer number stays text rather than change its value. */
export function isExactInExcel(digits: string): boolean {
  // Most numbers are short: one look at each character costs less than an expression.
  if (digits.length <= 15 ? !isDecimal(digits) : !/^-?\d+(\.\d+)?$/.test(digits)) return false
  if (digits.length <= 15) return true
  const significant = digits.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  return (digits.includes('.') ? significant.replace(/0+$/, '') : significant).length <= 15
}

function isDecimal(digits: string): boolean {
  let [points, figures] = [0, 0]
  for (let place = digits.startsWith('-') ? 1 : 0; place < digits.length; place += 1) {
    const code = digits.charCodeAt(place)
    if (code === 46 && figures > 0 && place < digits.length - 1) points += 1
    else if (code >= 48 && code <= 57) figures += 1
    else return false
  }
  return figures > 0 && points <= 1
}

const days = new Map<string, number | null>()
const mostDays = 40_000

/** Days come again and again; a moment is a day and its share of another. */
function serialOf(text: string): number | null {
  if (text.length === 10) return dayOf(text)
  if (text.length !== 19) return excelSerial(text)
  const day = dayOf(text.slice(0, 10))
  if (day === null) return null
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528
  return day + (two(11) * 3600 + two(14) * 60 + two(17)) / 86_400
}

function dayOf(text: string): number | null {
  const known = days.get(text)
  if (known !== undefined) return known
  if (days.size >= mostDays) days.clear()
  const serial = excelSerial(text)
  days.set(text, serial)
  return serial
}

function numberCell(at: string, digits: string, style: number, formula: string | null = null): string {
  return `<c r="${at}" s="${style}">${formula === null ? '' : `<f>${escapeText(formula)}</f>`}<v>${digits}</v></c>`
}

export function textCell(at: string, text: string, style: number): string {
  if (isPlain.test(text)) return `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}

/** Nothing to escape, no control character, no blank at an end, which would have to be said. */
const isPlain = /^[!-%'-;=?-^`-~\u00A1-\uD7FF](?:[ -%'-;=?-^`-~\u00A1-\uD7FF]*[!-%'-;=?-^`-~\u00A1-\uD7FF])?$/

/** XML cannot carry control characters; Excel reads them back from `_xHHHH_`, so a literal `_x0041_` is escaped too. */
export function escapeText(text: string): string {
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
