import type { ValueFormat } from '../contract/documents.ts'
import { addSeparators, decimalText } from '../contract/decimal-text.ts'
import { absent, formatCell, formatCompact, formatFigure, unitLabel, type Figure, type FigureStyle } from '../contract/figure-text.ts'

const steps = {
  wan: [
    { size: 1e8, word: '亿' },
    { size: 1e4, word: '万' },
  ],
  thousands: [
    { size: 1e9, word: 'B' },
    { size: 1e6, word: 'M' },
    { size: 1e3, word: 'K' },
  ],
} as const

/** A cell of a table, without its unit, which stands in the head. */
export function writeCell(value: Figure, format: ValueFormat | undefined, style: FigureStyle): string {
  const scaled = scaledText(value, format, style)
  if (scaled !== null) return scaled
  // Money in tables goes without cents: they are in the export and in the explanation.
  const digits = format?.digits ?? (style.unit === 'money' ? 0 : undefined)
  return formatCell(value, { ...style, digits })
}

/** For charts and tooltips: short and with its unit unless a format was chosen. */
export function writeFigure(value: Figure, format: ValueFormat | undefined, style: FigureStyle): string {
  if (format === undefined) return formatCompact(value, style)
  const scaled = scaledText(value, format, style)
  if (scaled === null) return formatFigure(value, { ...style, digits: format.digits })
  const unit = style.unit === 'money' ? unitLabel(style) : ''
  return scaled.startsWith('−') ? `−${unit}${scaled.slice(1)}` : `${unit}${scaled}`
}

function scaledText(value: Figure, format: ValueFormat | undefined, { unit }: FigureStyle): string | null {
  const text = decimalText(value)
  if (text === null) return absent
  if (format?.scale === undefined || format.scale === 'full' || (unit !== 'money' && unit !== 'count' && unit !== 'none')) return null
  const size = Math.abs(Number(text))
  const step = steps[format.scale].find((one) => size >= one.size)
  if (step === undefined) return null
  const scaled = addSeparators((Number(text) / step.size).toFixed(format.digits ?? 1))
  return `${scaled.startsWith('-') ? `−${scaled.slice(1)}` : scaled}${step.word}`
}
