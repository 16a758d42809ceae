import type { Unit } from './report-result.ts'
import type { Language } from './text.ts'
import { addSeparators, decimalText, roundDecimal } from './decimal-text.ts'

/** A number as Arrow gives it: decimals come as text and are never turned into a float to be shown. */
export type Figure = number | bigint | string | null | undefined

export interface FigureStyle {
  readonly unit: Unit
  readonly language: Language
  readonly currency?: string | null | undefined
  readonly digits?: number | undefined
}

export const absent = '–'

const unitWords = {
  zh: { days: '天', hours: '小时', minutes: '分钟' },
  en: { days: 'days', hours: 'hours', minutes: 'minutes' },
} as const
const steps = {
  zh: [
    { size: 1e8, word: '亿' },
    { size: 1e4, word: '万' },
  ],
  en: [
    { size: 1e9, word: 'B' },
    { size: 1e6, word: 'M' },
    { size: 1e3, word: 'K' },
  ],
} as const
const usualDigits: Readonly<Record<Unit, number>> = { count: 0, money: 0, percent: 1, days: 1, hours: 1, minutes: 0, ratio: 2, none: 2 }

/** For a table cell: no unit but the percent sign, since the unit stands in the header. */
export function formatCell(value: Figure, style: FigureStyle): string {
  const text = decimalText(value)
  if (text === null) return absent
  const digits = style.digits ?? usualDigits[style.unit]
  if (style.unit === 'percent') return `${signed(addSeparators(roundDecimal(text, digits, 2)))}%`
  if (style.unit === 'none' && style.digits === undefined) return signed(addSeparators(shortest(text, digits)))
  return signed(addSeparators(roundDecimal(text, digits)))
}

/** In full, with its unit: for sentences, tooltips and tile heads. */
export function formatFigure(value: Figure, style: FigureStyle): string {
  if (decimalText(value) === null) return absent
  return withUnit(formatCell(value, style), style)
}

/** In 万 and 亿, or K, M and B: for large figures and axes. */
export function formatCompact(value: Figure, style: FigureStyle): string {
  const text = decimalText(value)
  if (text === null) return absent
  if (style.unit !== 'money' && style.unit !== 'count' && style.unit !== 'none') return formatFigure(value, style)
  const size = Math.abs(Number(text))
  const scale = steps[style.language]
  let index = scale.findIndex((step) => size >= step.size)
  if (index < 0) return withUnit(formatCell(value, style), style)
  // 9,999.96 K is 10.00 M once it is rounded.
  const next = scale[index - 1]
  if (next !== undefined && Number((size / scale[index]!.size).toFixed(1)) * scale[index]!.size >= next.size) index -= 1
  const step = scale[index]!
  const scaled = Number(text) / step.size
  const digits = Math.abs(scaled) < 9.995 ? 2 : 1
  return withUnit(`${signed(addSeparators(scaled.toFixed(digits)))}${step.word}`, style)
}

/** With its sign, as for changes: +12.3%, −4, ±0. */
export function formatChange(value: Figure, style: FigureStyle): string {
  const text = decimalText(value)
  if (text === null) return absent
  const formatted = formatCompact(value, style)
  if (!/[1-9]/.test(formatted)) return `±${formatted.replace('−', '')}`
  return formatted.includes('−') ? formatted : `+${formatted}`
}

/** What a column header says about its unit, empty where the title says enough. */
export function unitLabel(style: Pick<FigureStyle, 'unit' | 'language' | 'currency'>): string {
  if (style.unit === 'money') return style.currency ? currencySymbol(style.currency, style.language) : ''
  if (style.unit === 'days' || style.unit === 'hours' || style.unit === 'minutes') return unitWords[style.language][style.unit]
  return ''
}

export function currencySymbol(currency: string, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  try {
    const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
    return parts.find((part) => part.type === 'currency')?.value ?? currency
  } catch {
    return currency
  }
}

function withUnit(text: string, style: FigureStyle): string {
  const unit = unitLabel(style)
  if (unit === '') return text
  if (style.unit !== 'money') return `${text} ${unit}`
  const space = /[a-z]$/i.test(unit) ? ' ' : ''
  return text.startsWith('−') ? `−${unit}${space}${text.slice(1)}` : `${unit}${space}${text}`
}

function shortest(text: string, digits: number): string {
  const rounded = roundDecimal(text, digits)
  return rounded.includes('.') ? rounded.replace(/\.?0+$/, '') : rounded
}

function signed(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text
}
