import type { CellType } from '../../../contract/imports.ts'
import { dateFormatsOf, numericDateFormatsOf } from './date-shape.ts'
import { decimalMark, numberShape } from './number-shape.ts'
import { nullTokens, valueFormat, type FormatName } from './value-formats.ts'

/** What a column's values are, by the evidence of a sample. */
export interface ColumnType {
  readonly type: CellType
  readonly format: FormatName
  /** Of the filled values, the share that fits `format`. */
  readonly share: number
  /** Up to five values that do not fit. */
  readonly misfits: readonly string[]
  /** Another reading fits every value as well: a Question; `alternatives` are the readings, the likelier first. */
  readonly ambiguous: boolean
  readonly alternatives: readonly FormatName[]
  readonly nativelyReadable: boolean
  readonly emptyShare: number
}

const neededShare = 0.9
const nulls = new Set(nullTokens)
const dateHeader = /date|time|day|month|\b(at|on)$|日期|时间|日$|期$/i
const idHeader =
  /(^|[^a-z])(id|no|code|number|phone|mobile|tel|fax|zip|postal|account)\b|编号|编码|单号|号码|电话|手机|传真|邮编|证号|代码/i
const flagHeader = /^([Ii]s|[Hh]as|[Cc]an|IS|HAS)(?:[ _]|[A-Z])|^是否|[Ff]lag$/

/** Cells without null words, trimmed. Normalised to NFKC, so that full-width digits and signs are plain. */
function filledValues(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.normalize('NFKC').trim()).filter((value) => !nulls.has(value.toLowerCase()))
}

/** The type of one column. `header` matters only where numbers could be ids, dates or flags. */
export function columnType(header: string, cells: readonly string[], delimiter = ','): ColumnType {
  const values = filledValues(cells)
  const emptyShare = cells.length === 0 ? 0 : 1 - values.length / cells.length
  const found = values.length === 0 ? verdict('text', [], () => true) : decide(header, values, delimiter)
  return { ...found, emptyShare }
}

type Verdict = Omit<ColumnType, 'emptyShare'>

function decide(header: string, values: readonly string[], delimiter: string): Verdict {
  return (
    booleanType(header, values) ??
    identifierType(header, values) ??
    dateType(header, values) ??
    numberType(values, delimiter) ??
    textType(values)
  )
}

function verdict(
  format: FormatName,
  values: readonly string[],
  fits: (value: string) => boolean,
  alternatives: readonly FormatName[] = [],
): Verdict {
  const misfits = values.filter((value) => !fits(value))
  const { type, nativelyReadable } = valueFormat(format)
  const share = values.length === 0 ? 1 : 1 - misfits.length / values.length
  return {
    type,
    format,
    share,
    misfits: [...new Set(misfits)].slice(0, 5),
    ambiguous: alternatives.length > 1,
    alternatives,
    nativelyReadable,
  }
}

/** `verdict`, or null where too few values fit. */
function ifEnough(found: Verdict): Verdict | null {
  return found.share >= neededShare ? found : null
}

const booleans: readonly (readonly [FormatName, RegExp])[] = [
  ['true-false', /^(true|false)$/i],
  ['yes-no', /^(yes|no|y|n)$/i],
  ['shi-fou', /^(是|否)$/],
]

function booleanType(header: string, values: readonly string[]): Verdict | null {
  for (const [format, pattern] of booleans) if (values.every((value) => pattern.test(value))) return verdict(format, values, () => true)
  return flagHeader.test(header) && values.every((value) => /^[01]$/.test(value)) ? verdict('one-zero', values, () => true) : null
}

/** Digits that are a name, not an amount: leading zeros, more digits than a number keeps, phones that Excel has damaged. */
function identifierType(header: string, values: readonly string[]): Verdict | null {
  const isDamaged = (value: string) => /^\d\.\d+E\+\d{1,2}$/i.test(value)
  const isCode = (value: string) => /^[+-]?\d+$/.test(value) || isDamaged(value)
  if (!values.some((value) => isCode(value))) return null
  const isNamedId = idHeader.test(header)
  if (isNamedId && values.some(isDamaged)) return verdict('damaged-identifier', values, (value) => !isDamaged(value))
  const digits = values.filter((value) => /^\d+$/.test(value))
  if (digits.length < values.length * neededShare) return null
  const isKept = (value: string) => /^0\d/.test(value) || value.length > 15
  return digits.some(isKept) ? verdict('identifier', values, () => true) : null
}

function dateType(header: string, values: readonly string[]): Verdict | null {
  const isNamed = dateHeader.test(header)
  const perValue = values.map((value) => [...dateFormatsOf(value), ...(isNamed ? numericDateFormatsOf(value) : [])])
  const fits = new Map<FormatName, number>()
  for (const formats of perValue) for (const format of formats) fits.set(format, (fits.get(format) ?? 0) + 1)
  const [best, count] = [...fits].sort((a, b) => b[1] - a[1])[0] ?? []
  if (best === undefined || count === undefined || count < values.length * neededShare) return null
  const rivals = [...fits].filter(([format, other]) => other === count && isRival(best, format)).map(([format]) => format)
  return verdict(best, values, (value) => [...dateFormatsOf(value), ...(isNamed ? numericDateFormatsOf(value) : [])].includes(best), [
    best,
    ...rivals,
  ])
}

/** Day first against month first is the only doubt; that ISO dates are also year-month-day is none. */
function isRival(best: FormatName, other: FormatName): boolean {
  return best !== other && best.startsWith('dmy') && other === best.replace('dmy', 'mdy')
}

function numberType(values: readonly string[], delimiter: string): Verdict | null {
  if (values.some((value) => /\dE[+-]?\d/i.test(value)) && values.every((value) => Number.isFinite(Number(value))))
    return verdict('scientific', values, () => true)
  const shapes = new Map(values.map((value) => [value, numberShape(value)]))
  const found = [...shapes.values()].filter((shape) => shape !== null)
  if (found.length === 0) return null
  if (values.every((value) => /^-?\d{1,15}$/.test(value))) return verdict('integer', values, () => true)
  const isNumber = (value: string) => shapes.get(value) !== null
  const marks = found.map((shape) => decimalMark(shape.digits))
  const comma = marks.filter((mark) => mark === 'comma').length
  const point = marks.filter((mark) => mark === 'point').length
  const openComma = marks.includes('comma-or-thousands')
  const openPoint = marks.includes('point-or-thousands')
  const isComma = comma > point || (comma === 0 && point === 0 && openComma && openPoint && delimiter === ';')
  const isOpen = comma === 0 && point === 0 && delimiter === ';' && (openComma || openPoint)
  const alternatives: FormatName[] = isOpen ? (openComma ? ['decimal-comma', 'decimal-point'] : ['decimal-point', 'decimal-comma']) : []
  const fits = (value: string) => isNumber(value) && fitsMark(decimalMark(shapes.get(value)!.digits), isComma)
  if (found.some((shape) => shape.unit !== '')) return ifEnough(verdict('wan', values, fits))
  if (found.filter((shape) => shape.isPercent).length > found.length / 2)
    return ifEnough(verdict('percent', values, (value) => fits(value) && shapes.get(value)!.isPercent))
  if (found.every((shape) => shape.isPlain) && !isComma && !isOpen) return ifEnough(plainNumber(values, fits))
  return ifEnough(verdict(alternatives[0] ?? (isComma ? 'decimal-comma' : 'decimal-point'), values, fits, alternatives))
}

function plainNumber(values: readonly string[], fits: (value: string) => boolean): Verdict {
  const isWhole = values.filter(fits).every((value) => /^[+-]?\d{1,15}$/.test(value))
  return verdict(isWhole ? 'integer' : 'decimal', values, fits)
}

function fitsMark(mark: ReturnType<typeof decimalMark>, isComma: boolean): boolean {
  if (mark === null) return false
  return isComma ? mark !== 'point' : mark !== 'comma'
}

function textType(values: readonly string[]): Verdict {
  const hasApostrophes = values.some((value) => /^'[\d=+\-@]/.test(value))
  return verdict(hasApostrophes ? 'apostrophe-text' : 'text', values, () => true)
}
