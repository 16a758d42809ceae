import type { ChartTheme } from '../../../charts/chart-data.ts'
import { figureText, type DeckLook } from '../../deck/deck-text.ts'
import type { DeckReport } from '../../deck/report-data.ts'
import { xml } from '../pptx/drawing.ts'
import { svgOf, type DrawnSvg } from './table-svg.ts'

/** The first figure of a report large, the others below it. */
export function kpiSvg(title: string, report: DeckReport, theme: ChartTheme, look: DeckLook & { width: number }): DrawnSvg {
  const row = report.total ?? 0
  const texts = report.valueColumns.slice(0, 6).map((column) => {
    const value = report.count === 0 ? null : report.value(row, column)
    const text =
      typeof value === 'boolean' ? String(value) : figureText(value, column.unit, { ...look, currency: column.currency ?? look.currency })
    return { label: column.label[look.language], text }
  })
  const [main, ...others] = texts
  const line = (text: string, y: number, size: number, colour: string, weight = 400): string =>
    `<text x="16" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${xml(text)}</text>`
  const lines = [
    line(title, 30, 14, theme.secondary),
    line(main?.text ?? '–', 76, 36, theme.text, 700),
    ...others.map(({ label, text }, place) => line(`${label} ${text}`, 106 + place * 22, 13, theme.secondary)),
  ]
  return svgOf(lines.join('\n'), theme, Math.min(look.width, 360), 100 + others.length * 22)
}
