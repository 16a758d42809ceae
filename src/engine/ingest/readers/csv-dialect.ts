import { scanRecords, scanRules, STRAY, UNCLOSED, type FoundRecord } from './record-scanner.ts'
import type { RecordDialect } from './table-source.ts'

const delimiters = [',', ';', '\t', '|'] as const
const recordsToTry = 500
/** Longer than any text field a CRM allows: what goes on further is a quote that never closes. */
const longestNote = 256 << 10

interface Candidate {
  readonly dialect: RecordDialect
  readonly width: number
  readonly score: number
}

/** `sep=;` as Excel writes it into a first line. */
export function delimiterDirective(head: Buffer): { delimiter: string; bytes: number } | null {
  const match = /^"?sep=(.)"?\r?\n/i.exec(head.toString('latin1', 0, 16))
  return match === null ? null : { delimiter: match[1]!, bytes: match[0].length }
}

/**
 * Finds delimiter, quote and escape from the first part of a text (UTF-8). Each candidate cuts the head into records; the one
 * under which most records have one width greater than 1, and quotes behave, wins. `delimiter` fixes what is already known.
 */
export function sniffDialect(head: Buffer, isWholeFile: boolean, delimiter?: string): RecordDialect {
  const candidates: Candidate[] = []
  for (const tried of delimiter === undefined ? delimiters : [delimiter]) {
    for (const quoting of quotings(head, tried)) candidates.push(rate({ delimiter: tried, ...quoting }, head, isWholeFile))
  }
  candidates.sort((a, b) => b.score - a.score || b.width - a.width)
  return candidates[0]!.dialect
}

/** `"` always; `'` and backslash escapes only where the text shows them. */
function quotings(head: Buffer, delimiter: string): Omit<RecordDialect, 'delimiter'>[] {
  const tried: Omit<RecordDialect, 'delimiter'>[] = [{ quote: '"', escape: '"' }]
  if (head.includes('\\"')) tried.push({ quote: '"', escape: '\\' })
  if (head.includes(`${delimiter}'`) && head.includes(`'${delimiter}`))
    tried.push({ quote: "'", escape: head.includes("\\'") ? '\\' : "'" })
  if (head.includes('"')) tried.push({ quote: null, escape: null })
  return tried
}

function rate(dialect: RecordDialect, head: Buffer, isWholeFile: boolean): Candidate {
  const widths = new Map<number, number>()
  let records = 0
  let unclosed = 0
  let stray = 0
  let multiline = 0
  scanRecords(head, 0, head.length, isWholeFile, scanRules(dialect, 0, longestNote), (found) => {
    if (isBlankRecord(head, found, dialect.delimiter)) return true
    records++
    if ((found.flags & UNCLOSED) !== 0) unclosed++
    else if ((found.flags & STRAY) !== 0) stray++
    if (found.end - found.start > 0 && head.subarray(found.start, found.end).includes(10)) multiline++
    widths.set(found.cells, (widths.get(found.cells) ?? 0) + 1)
    return records < recordsToTry
  })
  const [width, atWidth] = [...widths].filter(([cells]) => cells > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  const consistency = records === 0 ? 0 : atWidth / records
  const quoteBonus = dialect.quote === '"' && dialect.escape === '"' ? 0.02 : dialect.quote === '"' ? 0.01 : 0
  const penalty =
    (records === 0 ? 0 : (unclosed + 0.1 * stray) / records) + (dialect.quote === null ? 0.2 : 0) + (multiline > records / 2 ? 0.1 : 0)
  return {
    dialect,
    width,
    score: consistency * (1 + 0.05 * Math.min(6, Math.log2(width))) + quoteBonus - penalty + headerBonus(head, dialect),
  }
}

/** A delimiter that stands in the first full line is more likely than one that only stands in values (decimal commas). */
function headerBonus(head: Buffer, { delimiter }: RecordDialect): number {
  const firstLine = head.subarray(0, head.indexOf(10) < 0 ? head.length : head.indexOf(10))
  return firstLine.includes(delimiter) ? 0.03 : 0
}

/** Nothing but blanks, delimiters and empty quotes. */
export function isBlankRecord(
  bytes: Uint8Array,
  found: Pick<FoundRecord, 'start' | 'end'>,
  delimiter: string,
  from = found.start,
): boolean {
  const separator = delimiter.charCodeAt(0)
  for (let at = from; at < found.end; at++) {
    const byte = bytes[at]!
    if (byte !== separator && byte !== 32 && byte !== 9 && byte !== 34) return false
  }
  return true
}
