import type { ChartTheme } from '../../../charts/chart-data.ts'
import type { TableVisual } from '../../deck/visual.ts'
import { xml } from '../pptx/drawing.ts'

const line = 26
const fontSize = 12

/** A table as far as it fits in the height; the last line says how many rows there are where some are left out. */
export function tableSvg(table: TableVisual, theme: ChartTheme, width: number, height: number, more: (shown: number) => string): DrawnSvg {
  const room = Math.max(1, Math.floor((height - line) / line))
  const isCut = table.total > room
  const rows = table.rows.slice(0, isCut ? Math.max(1, room - 1) : room)
  const whole = table.widths.reduce((sum, one) => sum + one, 0) || 1
  const edges = table.widths.map((_, place) => (table.widths.slice(0, place).reduce((sum, one) => sum + one, 0) / whole) * width)
  const cells = [table.head, ...rows].flatMap((row, place) =>
    row.flatMap((cell, column) => {
      const left = edges[column] ?? 0
      const right = edges[column + 1] ?? width
      const ground = cell.fill?.startsWith('#') === true && place > 0 ? [rectangle(left, place * line, right - left, cell.fill)] : []
      const colour = place === 0 ? theme.secondary : cell.colour === 'paper' ? theme.surface : theme.text
      const isRight = cell.align === 'right'
      const text = cut(cell.text, right - left - 12)
      const bold = place === 0 || cell.bold === true ? ' font-weight="700"' : ''
      const at = `x="${(isRight ? right - 6 : left + 6).toFixed(1)}" y="${(place * line + line * 0.66).toFixed(1)}"`
      return [...ground, `<text ${at} text-anchor="${isRight ? 'end' : 'start'}" fill="${colour}"${bold}>${xml(text)}</text>`]
    }),
  )
  const lines = [0, ...rows.map((_, place) => place + 1)].map((place) => rectangle(0, (place + 1) * line - 1, width, theme.line, 1))
  const foot = isCut ? [`<text x="6" y="${(rows.length + 1.66) * line}" fill="${theme.faint}">${xml(more(rows.length))}</text>`] : []
  const tall = (rows.length + (isCut ? 2 : 1)) * line
  return svgOf([...lines, ...cells, ...foot].join('\n'), theme, width, tall)
}

export interface DrawnSvg {
  readonly svg: string
  readonly width: number
  readonly height: number
}

export function svgOf(inside: string, theme: ChartTheme, width: number, height: number): DrawnSvg {
  const font = `font-family="${xml(theme.fontFamily)}" font-size="${fontSize}"`
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>\n${inside}\n</svg>`, width, height }
}

function rectangle(x: number, y: number, w: number, fill: string, h = line): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${w.toFixed(1)}" height="${h}" fill="${fill}"/>`
}

/** Letters are about half as wide as high, CJK characters as wide as high. */
function cut(text: string, room: number): string {
  let used = 0
  let kept = ''
  for (const character of text) {
    used += (character.codePointAt(0) ?? 0) > 0x2e7f ? fontSize : fontSize * 0.58
    if (used > room) return `${kept}…`
    kept += character
  }
  return kept
}
