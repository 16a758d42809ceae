import type { TableCell } from '../pptx/slide-shapes.ts'
import type { TableVisual } from '../../deck/visual.ts'
import type { Say } from './pdf-text.ts'

/** Narrower columns than that nobody reads, in points. */
const narrowest = 46

const colours = { ink: '#14202e', quiet: '#526172', line: '#e3e7ec', strong: '#c9d0d9', paper: '#ffffff' } as const

/**
 * A table as wide as the page, its head repeated on each; more columns than fit follow in parts, each with the first
 * column again.
 */
export function pdfTables(table: TableVisual, width: number, say: Say, size = 8.5): object[] {
  const fit = Math.max(2, Math.floor(width / narrowest))
  const parts = partsOf(table.head.length, fit)
  return parts.map((columns) => onePart(table, columns, width, say, size))
}

/** Places of the columns of each part: the first column stands in all. */
export function partsOf(count: number, fit: number): number[][] {
  const all = Array.from({ length: count }, (_, place) => place)
  if (count <= fit) return [all]
  const [first = 0, ...others] = all
  const each = Math.max(1, fit - 1)
  return Array.from({ length: Math.ceil(others.length / each) }, (_, part) => [first, ...others.slice(part * each, (part + 1) * each)])
}

function onePart(table: TableVisual, columns: readonly number[], width: number, say: Say, size: number): object {
  const shares = columns.map((column) => shareOf(table, column))
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1
  const room = width - columns.length * 8
  const cells = (row: readonly TableCell[], isHead: boolean) => columns.map((column) => cellOf(row[column], isHead, say))
  return {
    fontSize: size,
    margin: [0, 2, 0, 8],
    table: {
      headerRows: 1,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      widths: shares.map((share) => (room * share) / whole),
      body: [cells(table.head, true), ...table.rows.map((row) => cells(row, false))],
    },
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : line === 1 ? 0.8 : 0.4),
      vLineWidth: () => 0,
      hLineColor: (line: number) => (line === 1 ? colours.strong : colours.line),
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
  }
}

/** What the longest of the first cells needs; a head takes two lines, and names may too. */
function shareOf({ head, rows }: TableVisual, column: number): number {
  const longest = rows.slice(0, 300).reduce((most, row) => Math.max(most, lengthOf(row[column]?.text ?? '')), 0)
  return Math.max(4, Math.min(30, Math.max(longest, lengthOf(head[column]?.text ?? '') / 2)))
}

/** In letters; a CJK character is as wide as two. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}

function cellOf(cell: TableCell | undefined, isHead: boolean, say: Say): object {
  const { text = '', align = 'left', bold = false, fill, colour } = cell ?? {}
  return {
    text: say(text),
    alignment: align,
    bold: isHead || bold,
    color: isHead ? colours.quiet : colour === 'paper' ? colours.paper : colours.ink,
    ...(fill?.startsWith('#') === true && !isHead ? { fillColor: fill } : {}),
  }
}
