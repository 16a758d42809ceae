import type { FileHandle } from 'node:fs/promises'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import { isBlankRecord } from './csv-dialect.ts'
import { ODD, scanRecords, scanRules, UNCLOSED, type FoundRecord, type ScanRules } from './record-scanner.ts'
import { RenditionWriter } from './rendition-writer.ts'
import { RowSample } from './row-sample.ts'
import { joinRecord, splitRecord } from './split-record.ts'
import type { CsvDialect, RejectReason, RowCounts, RowOffsets } from './table-source.ts'
import { replacementBytes } from './transcode.ts'

const chunkBytes = 4 << 20
export const offsetsEvery = 64

/** A text and what is known of its shape. Positions are bytes of the text. */
export interface NormaliseTask {
  readonly file: FileHandle
  readonly size: number
  /** The first data row. */
  readonly from: number
  readonly dialect: CsvDialect
  readonly headers: readonly string[]
  /** Records with at least this many cells are padded to the table's width. */
  readonly fewestCells: number
  /** Where the footer starts, `size` without one. */
  readonly footerAt: number
  readonly mayHoldReplacements: boolean
  readonly mayHoldNul: boolean
  readonly renditionPath: string
  readonly rejectsPath: string
  readonly signal?: CancelSignal | undefined
  readonly progress?: ((fraction: number) => void) | undefined
}

export interface Normalised {
  readonly counts: RowCounts
  readonly offsets: RowOffsets
  readonly renditionBytes: number
  readonly sample: string[][]
  readonly rejected: readonly { row: number; reason: RejectReason; original: string }[]
  readonly padded: Tally
  readonly requoted: Tally
  readonly mayBePadded: readonly boolean[]
}

export interface Tally {
  count: number
  readonly rows: number[]
}

/** One pass over a text: writes the rendition and the rejects, counts every record, notes offsets, takes the sample. */
export async function normaliseCsv(task: NormaliseTask): Promise<Normalised> {
  const rendition = await RenditionWriter.create(task.renditionPath)
  const rejects = await RenditionWriter.create(task.rejectsPath)
  try {
    const pass = new Pass(task, rendition, rejects)
    await walkText(
      task,
      pass.rules,
      (bytes, offset, found) => pass.take(bytes, offset, found),
      async () => {
        if (task.signal?.aborted === true) throw new HelmdeckError('cancelled')
        if (rendition.isFull) await rendition.flush()
        if (rejects.isFull) await rejects.flush()
      },
    )
    await rendition.close()
    await rejects.close()
    return pass.result(rendition.bytes)
  } catch (error) {
    await Promise.allSettled([rendition.abandon(), rejects.abandon()])
    throw error
  }
}

/** Feeds a text to the scanner in chunks; `offset` is the text position of `bytes[0]`. */
export async function walkText(
  task: Pick<NormaliseTask, 'file' | 'size' | 'from' | 'progress'>,
  rules: ScanRules,
  onRecord: (bytes: Buffer, offset: number, found: FoundRecord) => void,
  afterChunk: () => Promise<void>,
): Promise<void> {
  let buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(1, task.size - task.from)) + 1)
  let kept = 0
  let position = task.from
  for (;;) {
    if (kept === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
    const { bytesRead } = await task.file.read(buffer, kept, Math.min(buffer.length - kept, task.size - position), position)
    const filled = kept + bytesRead
    const offset = position - kept
    position += bytesRead
    const isLast = bytesRead === 0 || position >= task.size
    const done = scanRecords(buffer, 0, filled, isLast, rules, (found) => onRecord(buffer, offset, found))
    buffer.copyWithin(0, done, filled)
    kept = filled - done
    await afterChunk()
    task.progress?.(task.size === 0 ? 1 : position / task.size)
    if (isLast) return
  }
}

class Pass {
  readonly rules: ScanRules
  private readonly task: NormaliseTask
  private readonly rendition: RenditionWriter
  private readonly rejects: RenditionWriter
  private readonly width: number
  private readonly delimiter: number
  private readonly sample: RowSample
  private readonly offsets: number[] = []
  private readonly rejected: { row: number; reason: RejectReason; original: string }[] = []
  private readonly padded: Tally = { count: 0, rows: [] }
  private readonly requoted: Tally = { count: 0, rows: [] }
  private readonly counts = { rows: 0, loadable: 0, blank: 0, footer: 0, rejected: 0 }
  private end = 0

  constructor(task: NormaliseTask, rendition: RenditionWriter, rejects: RenditionWriter) {
    this.task = task
    this.rendition = rendition
    this.rejects = rejects
    this.width = task.headers.length
    this.rules = scanRules(task.dialect, this.width)
    this.delimiter = this.rules.delimiter
    this.sample = new RowSample(task.size - task.from)
    rendition.writeLine(joinRecord(['$row', ...task.headers], task.dialect.delimiter))
    rejects.writeLine('row,reason,cells,original')
  }

  take(bytes: Buffer, offset: number, found: FoundRecord): void {
    const row = ++this.counts.rows
    if ((row - 1) % offsetsEvery === 0) this.offsets.push(offset + found.start)
    this.end = offset + found.next
    if (offset + found.start >= this.task.footerAt)
      this.counts[isBlankRecord(bytes, found, this.task.dialect.delimiter) ? 'blank' : 'footer']++
    else if (
      found.cells !== this.width ||
      found.flags !== 0 ||
      found.end - found.start < this.width ||
      mayBeBlank(bytes[found.start]!, this.delimiter)
    )
      this.takeUnusual(bytes, offset, found, row)
    else this.keep(bytes, offset, found, row, found.end)
  }

  result(renditionBytes: number): Normalised {
    const { counts, offsets, end, rejected, padded, requoted } = this
    const written = { delimiter: this.task.dialect.delimiter, quote: '"', escape: '"' }
    const sample = this.sample.records().map((record) => {
      const cells = splitRecord(record, written)
      return Array.from({ length: this.width }, (_, index) => cells[index] ?? '')
    })
    const mayBePadded = Array.from(this.rules.padded, (flag) => flag !== 0)
    return { counts, offsets: { every: offsetsEvery, offsets, end }, renditionBytes, sample, rejected, padded, requoted, mayBePadded }
  }

  private takeUnusual(bytes: Buffer, offset: number, found: FoundRecord, row: number): void {
    if (isBlankRecord(bytes, found, this.task.dialect.delimiter)) this.counts.blank++
    else if ((found.flags & UNCLOSED) !== 0) this.reject(bytes, found, row, 'unclosed-quote')
    else if (found.cells > this.width && !isBlankRecord(bytes, found, this.task.dialect.delimiter, found.cut))
      this.reject(bytes, found, row, 'too-many-cells')
    else if (found.cells < this.task.fewestCells) this.reject(bytes, found, row, 'too-few-cells')
    else if ((found.flags & ODD) !== 0) this.requote(bytes, offset, found, row)
    else this.keep(bytes, offset, found, row, found.cells > this.width ? found.cut : found.end)
  }

  private keep(bytes: Buffer, offset: number, found: FoundRecord, row: number, end: number): void {
    const bad = this.badBytes(bytes, found)
    if (bad !== null) return this.reject(bytes, found, row, bad)
    const missing = Math.max(0, this.width - found.cells)
    if (missing > 0) note(this.padded, row)
    this.rendition.copyRecord(row, this.delimiter, bytes, found.start, end, missing)
    this.sample.offer(offset + found.start, bytes, found.start, end)
    this.counts.loadable++
  }

  /** Rewrites a record so that a strict reader sees the same cells. */
  private requote(bytes: Buffer, offset: number, found: FoundRecord, row: number): void {
    const bad = this.badBytes(bytes, found)
    if (bad !== null) return this.reject(bytes, found, row, bad)
    const text = bytes.toString('utf8', found.start, found.end)
    let cells = splitRecord(text, this.task.dialect)
    if (cells.length !== found.cells) cells = splitRecord(text, this.task.dialect, true)
    if (cells.length !== found.cells) return this.reject(bytes, found, row, cells.length < this.width ? 'too-few-cells' : 'too-many-cells')
    const missing = this.width - cells.length
    if (missing > 0) note(this.padded, row)
    const line = joinRecord(
      Array.from({ length: this.width }, (_, index) => cells[index] ?? ''),
      this.task.dialect.delimiter,
    )
    this.rendition.writeLine(`${row}${this.task.dialect.delimiter}${line}`)
    const rewritten = Buffer.from(line)
    this.sample.offer(offset + found.start, rewritten, 0, rewritten.length)
    this.rules.padded.fill(1)
    note(this.requoted, row)
    this.counts.loadable++
  }

  private badBytes(bytes: Buffer, found: FoundRecord): RejectReason | null {
    const { mayHoldNul, mayHoldReplacements } = this.task
    if (!mayHoldNul && !mayHoldReplacements) return null
    const record = bytes.subarray(found.start, found.end)
    if (mayHoldNul && record.includes(0)) return 'null-byte'
    return mayHoldReplacements && record.includes(replacementBytes) ? 'undecodable' : null
  }

  private reject(bytes: Buffer, found: FoundRecord, row: number, reason: RejectReason): void {
    const original = bytes.toString('utf8', found.start, found.end)
    this.rejects.writeLine(joinRecord([String(row), reason, String(found.cells), original.replaceAll('\0', '\u2400')], ','))
    if (this.rejected.length < 20) this.rejected.push({ row, reason, original: original.slice(0, 500) })
    this.counts.rejected++
  }
}

function mayBeBlank(first: number, delimiter: number): boolean {
  return first === delimiter || first === 34 || first === 32
}

function note(tally: Tally, row: number): void {
  tally.count++
  if (tally.rows.length < 5) tally.rows.push(row)
}
