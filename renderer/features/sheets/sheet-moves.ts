import type { Range } from '../../grid/selection.ts'

export type Rows = readonly (readonly string[])[]

/** One cell says something else; rows up to it come into being. */
export function setCell(rows: Rows, row: number, column: number, text: string, width: number): string[][] {
  const next = rows.map((cells) => [...cells])
  while (next.length <= row) next.push(Array.from({ length: width }, () => ''))
  const cells = next[row]
  if (cells) {
    while (cells.length < width) cells.push('')
    cells[column] = text
  }
  return next
}

/** The cells of a range without a word. */
export function clearRange(rows: Rows, { top, bottom, left, right }: Range): string[][] {
  return rows.map((cells, row) =>
    cells.map((text, column) => (row >= top && row <= bottom && column >= left && column <= right ? '' : text)),
  )
}

export function removeRows(rows: Rows, top: number, bottom: number): string[][] {
  return rows.filter((_, row) => row < top || row > bottom).map((cells) => [...cells])
}

/** An empty row above a place. */
export function insertRow(rows: Rows, at: number, width: number): string[][] {
  const next = rows.map((cells) => [...cells])
  next.splice(
    Math.min(at, next.length),
    0,
    Array.from({ length: width }, () => ''),
  )
  return next
}

/** A range as a clipboard has it: tabs between cells, quoted where one holds a tab, a quote or a line break. */
export function rangeText(rows: Rows, { top, bottom, left, right }: Range): string {
  const lines: string[] = []
  for (let row = top; row <= bottom; row += 1) {
    const cells = Array.from({ length: right - left + 1 }, (_, index) => rows[row]?.[left + index] ?? '')
    lines.push(cells.map((text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t'))
  }
  return lines.join('\r\n')
}
