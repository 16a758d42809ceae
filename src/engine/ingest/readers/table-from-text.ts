import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { CancelSignal } from '../../../contract/method.ts'
import { footerLength, isTotalRow } from './csv-footer.ts'
import { nameColumns } from './csv-header.ts'
import { normaliseCsv, type Normalised } from './normalise-csv.ts'
import { tableProblem } from './problem-text.ts'
import { splitRecord } from './split-record.ts'
import type { CsvDialect, RecordDialect, TableProblem, TableSource } from './table-source.ts'

const tailBytes = 64 << 10
const tailLines = 60

/** A UTF-8 text whose header is known: what CSV files and sheets have in common. */
export interface TextTable {
  readonly identity: Pick<TableSource, 'id' | 'name' | 'sheet' | 'hash' | 'bytes' | 'format' | 'encoding'>
  readonly file: FileHandle
  readonly size: number
  readonly text: TableSource['text']
  readonly dialect: CsvDialect
  readonly rawHeaders: readonly string[]
  /** Where the first data row starts in the text. */
  readonly dataFrom: number
  readonly fewestCells: number
  readonly mayHoldReplacements: boolean
  readonly mayHoldNul: boolean
  readonly problems: readonly TableProblem[]
  readonly workFolder: string
  /** Start of the names of the files written. */
  readonly stem: string
}

export interface ReadProgress {
  readonly signal?: CancelSignal | undefined
  /** 0..1 of the bytes of this file. */
  readonly progress?: ((fraction: number) => void) | undefined
}

/** Reads a text into a table: rendition, rejects, offsets, sample, and every oddity as a problem. */
export async function tableFromText(table: TextTable, { signal, progress }: ReadProgress): Promise<TableSource> {
  const { file, size, dialect, dataFrom, workFolder, stem, identity } = table
  const { headers, empty, duplicate } = nameColumns(table.rawHeaders)
  const tail = await findFooter(file, size, dataFrom, dialect, headers.length)
  const renditionPath = join(workFolder, `${stem}.rows.csv`)
  const rejectsPath = join(workFolder, `${stem}.rejects.csv`)
  const { mayHoldNul, mayHoldReplacements, fewestCells } = table
  const read = await normaliseCsv({
    file,
    size,
    from: dataFrom,
    dialect,
    headers,
    fewestCells,
    footerAt: tail.at,
    mayHoldNul,
    mayHoldReplacements,
    renditionPath,
    rejectsPath,
    signal,
    progress,
  })
  const named =
    dialect.headerRecord === 0
      ? [tableProblem('header-missing', 1)]
      : [
          ...(empty.length > 0
            ? [
                tableProblem(
                  'header-empty',
                  empty.length,
                  [],
                  empty.map((index) => headers[index]!),
                ),
              ]
            : []),
          ...(duplicate.length > 0 ? [tableProblem('header-duplicate', duplicate.length, [], duplicate)] : []),
        ]
  return {
    ...identity,
    dialect,
    headers,
    rawHeaders: table.rawHeaders,
    rendition: { path: renditionPath, delimiter: dialect.delimiter, bytes: read.renditionBytes },
    mayBePadded: read.mayBePadded,
    rejects: { path: rejectsPath, count: read.counts.rejected },
    text: table.text,
    rowOffsets: read.offsets,
    sample: read.sample,
    counts: read.counts,
    problems: [...table.problems, ...named, ...rowProblems(read, tail)],
    fault:
      read.counts.loadable + read.counts.rejected > 0
        ? null
        : { code: 'file-header-only', details: { file: identity.name, sheet: identity.sheet } },
  }
}

interface Tail {
  readonly at: number
  readonly lines: readonly string[]
  readonly total: string | null
}

function rowProblems(read: Normalised, tail: Tail): TableProblem[] {
  const { counts, rejected, padded, requoted } = read
  const footer = counts.footer - (tail.total === null ? 0 : 1)
  return [
    ...(counts.blank > 0 ? [tableProblem('rows-blank', counts.blank)] : []),
    ...(tail.total === null ? [] : [tableProblem('rows-total', 1, [], [tail.total])]),
    ...(footer > 0 ? [tableProblem('rows-footer', footer, [], tail.lines)] : []),
    ...(padded.count > 0 ? [tableProblem('rows-padded', padded.count, padded.rows)] : []),
    ...(requoted.count > 0 ? [tableProblem('rows-requoted', requoted.count, requoted.rows)] : []),
    ...(counts.rejected > 0
      ? [
          tableProblem(
            'rows-rejected',
            counts.rejected,
            rejected.map((reject) => reject.row),
            rejected.map((reject) => reject.original),
          ),
        ]
      : []),
  ]
}

/** Looks at the last lines for an export's footer and a row of totals. */
async function findFooter(file: FileHandle, size: number, dataFrom: number, dialect: RecordDialect, width: number): Promise<Tail> {
  const from = Math.max(dataFrom, size - tailBytes)
  const bytes = Buffer.alloc(Math.max(0, size - from))
  await file.read(bytes, 0, bytes.length, from)
  const lines = linesOf(bytes, from, from === dataFrom).slice(-tailLines)
  const records = lines.map((line) => splitRecord(line.text, dialect))
  const footer = footerLength(records, width)
  const footerStart = records.length - footer
  const isFilled = (record: readonly string[]) => record.some((cell) => cell.trim() !== '')
  const last = records.findLastIndex((record, index) => index < footerStart && isFilled(record))
  const others = records.slice(0, Math.max(0, last)).filter(isFilled)
  const hasTotal = last > 0 && others.length > 0 && isTotalRow(records[last]!, others)
  const first = hasTotal ? last : footerStart
  const texts = lines
    .slice(footerStart)
    .map((line) => line.text)
    .filter((text) => text.trim() !== '')
  return { at: lines[first]?.at ?? size, lines: texts, total: hasTotal ? lines[last]!.text : null }
}

function linesOf(bytes: Buffer, offset: number, startsAtLine: boolean): { at: number; text: string }[] {
  const lines: { at: number; text: string }[] = []
  const hasLineFeeds = bytes.includes(10)
  const lineBreak = hasLineFeeds ? 10 : 13
  let from = 0
  while (from < bytes.length) {
    const found = bytes.indexOf(lineBreak, from)
    const end = found < 0 ? bytes.length : found
    const text = bytes.toString('utf8', from, end)
    if (from > 0 || startsAtLine) lines.push({ at: offset + from, text: text.endsWith('\r') ? text.slice(0, -1) : text })
    from = end + 1
  }
  return lines
}
