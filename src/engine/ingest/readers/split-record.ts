import type { RecordDialect } from './table-source.ts'

/**
 * The cells of one record, unquoted. Quotes that are neither doubled nor closing are kept as text; `literal` takes the record
 * for a bare line, where a quoted cell ends at its first closing quote and an unclosed one with the line.
 */
export function splitRecord(record: string, dialect: RecordDialect, literal = false): string[] {
  const { delimiter, quote } = dialect
  if (quote === null || !record.includes(quote)) return record.split(delimiter)
  const cells: string[] = []
  let at = 0
  for (;;) {
    let opening = at
    while (record[opening] === ' ') opening++
    if (record[opening] === quote) {
      const [cell, end] = quotedCell(record, opening + 1, dialect, literal)
      cells.push(cell)
      at = end
    } else {
      const end = record.indexOf(delimiter, at)
      cells.push(record.slice(at, end < 0 ? record.length : end))
      at = end < 0 ? record.length : end
    }
    if (at >= record.length) return cells
    at += delimiter.length
  }
}

function quotedCell(
  record: string,
  from: number,
  { delimiter, quote, escape }: RecordDialect,
  literal: boolean,
): [cell: string, end: number] {
  let cell = ''
  let at = from
  while (at < record.length) {
    const character = record[at]!
    if (character === escape && escape !== quote && at + 1 < record.length) {
      cell += record[at + 1]!
      at += 2
    } else if (character !== quote) {
      const stop = nextOf(record, at + 1, quote!, escape)
      cell += record.slice(at, stop)
      at = stop
    } else if (record[at + 1] === quote) {
      cell += quote
      at += 2
    } else {
      const behind = skipSpaces(record, at + 1)
      if (behind >= record.length || record[behind] === delimiter) return [cell, behind]
      if (literal) {
        const end = record.indexOf(delimiter, at)
        const stop = end < 0 ? record.length : end
        return [cell + record.slice(at + 1, stop), stop]
      }
      cell += character
      at++
    }
  }
  return [cell, record.length]
}

function nextOf(record: string, from: number, quote: string, escape: string | null): number {
  const byQuote = record.indexOf(quote, from)
  const byEscape = escape === null || escape === quote ? -1 : record.indexOf(escape, from)
  if (byQuote < 0 && byEscape < 0) return record.length
  return byQuote < 0 ? byEscape : byEscape < 0 ? byQuote : Math.min(byQuote, byEscape)
}

function skipSpaces(record: string, from: number): number {
  let at = from
  while (record[at] === ' ') at++
  return at
}

/** One well-quoted record without its line break. */
export function joinRecord(cells: readonly string[], delimiter: string): string {
  let record = ''
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!
    const needsQuotes =
      cell.includes('"') ||
      cell.includes(delimiter) ||
      cell.includes('\n') ||
      cell.includes('\r') ||
      cell.startsWith(' ') ||
      cell.endsWith(' ')
    record += (index === 0 ? '' : delimiter) + (needsQuotes ? '"' + cell.replaceAll('"', '""') + '"' : cell)
  }
  return record
}
