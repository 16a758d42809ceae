import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { HelmdeckError } from '../../../contract/errors.ts'
import { delimiterDirective, sniffDialect } from './csv-dialect.ts'
import { findHeader, usualWidth } from './csv-header.ts'
import { detectEncoding, encodingByName, type DetectedEncoding } from './detect-encoding.ts'
import { tableProblem } from './problem-text.ts'
import { scanRecords, scanRules } from './record-scanner.ts'
import { splitRecord } from './split-record.ts'
import { tableFromText, type ReadProgress } from './table-from-text.ts'
import type { ReadOverrides, RecordDialect, TableProblem, TableSource } from './table-source.ts'
import { transcodeToUtf8 } from './transcode.ts'

const headBytes = 1 << 20
const headRecords = 300

/** A file to read, its bytes already hashed, and the folder for what is written while reading. */
export interface FileToRead {
  readonly path: string
  readonly name: string
  readonly hash: string
  readonly bytes: number
  readonly workFolder: string
  readonly overrides?: ReadOverrides | undefined
}

/** Reads a delimited text file. Throws `file-binary`, `file-encoding`, `file-empty`. */
export async function readCsv(source: FileToRead, options: ReadProgress): Promise<TableSource> {
  const { path, workFolder, overrides = {} } = source
  const original = await open(path, 'r')
  try {
    const detected = await decideEncoding(original, source)
    const isUtf8Text = detected.strict && detected.encoding.startsWith('utf-8')
    if (isUtf8Text) return await readText(source, original, source.bytes, path, detected, overrides, options)
    const textPath = join(workFolder, 'table-0.text.csv')
    await transcodeToUtf8(original, detected.encoding, detected.bomBytes, textPath)
    const text = await open(textPath, 'r')
    try {
      return await readText(source, text, (await text.stat()).size, textPath, detected, overrides, options)
    } finally {
      await text.close()
    }
  } finally {
    await original.close()
  }
}

async function decideEncoding(file: FileHandle, { bytes, overrides, name }: FileToRead): Promise<DetectedEncoding> {
  const decided = overrides?.encoding === undefined ? undefined : encodingByName(overrides.encoding)
  if (overrides?.encoding !== undefined && decided === undefined)
    throw new HelmdeckError('file-encoding', { file: name, encoding: overrides.encoding })
  try {
    const detected = await detectEncoding(file, bytes)
    if (decided === undefined || decided === detected.encoding) return detected
    const isSameFamily = decided === 'utf-8' && detected.encoding === 'utf-8-bom'
    return isSameFamily ? detected : { encoding: decided, bomBytes: detected.bomBytes, strict: false, hasNul: true }
  } catch (error) {
    if (!(error instanceof HelmdeckError)) throw error
    if (decided !== undefined && error.code === 'file-encoding') return { encoding: decided, bomBytes: 0, strict: false, hasNul: true }
    throw new HelmdeckError(error.code, { ...error.details, file: name })
  }
}

async function readText(
  source: FileToRead,
  file: FileHandle,
  size: number,
  textPath: string,
  detected: DetectedEncoding,
  overrides: ReadOverrides,
  options: ReadProgress,
): Promise<TableSource> {
  const isOriginal = textPath === source.path
  const start = isOriginal ? detected.bomBytes : 0
  const head = Buffer.alloc(Math.min(headBytes, size - start))
  await file.read(head, 0, head.length, start)
  const directive = delimiterDirective(head)
  const body = directive === null ? head : head.subarray(directive.bytes)
  const isWhole = head.length === size - start
  const dialect = sniffDialect(body, isWhole, overrides.delimiter ?? directive?.delimiter)
  const { records, ends } = headOf(body, isWhole, dialect)
  if (records.every((cells) => cells.every((cell) => cell.trim() === ''))) throw new HelmdeckError('file-empty', { file: source.name })
  const header = findHeader(records, overrides.headerRow)
  const below = records.slice(header.index + 1)
  const dataFrom = start + (directive?.bytes ?? 0) + (header.index < 0 ? 0 : ends[header.index]!)
  return await tableFromText(
    {
      identity: {
        id: source.hash,
        name: source.name,
        sheet: null,
        hash: source.hash,
        bytes: source.bytes,
        format: 'csv',
        encoding: detected.encoding,
      },
      file,
      size,
      dataFrom,
      text: { path: textPath, isOriginal },
      dialect: { ...dialect, headerRecord: header.index + 1 },
      rawHeaders: header.rawHeaders,
      fewestCells: Math.min(header.width, usualWidth(below.length > 0 ? below : records)),
      mayHoldReplacements: !detected.strict,
      mayHoldNul: detected.hasNul,
      problems: headProblems(records, header.index, header.width),
      workFolder: source.workFolder,
      stem: 'table-0',
    },
    options,
  )
}

function headOf(head: Buffer, isWhole: boolean, dialect: RecordDialect): { records: string[][]; ends: number[] } {
  const records: string[][] = []
  const ends: number[] = []
  scanRecords(head, 0, head.length, isWhole, scanRules(dialect, 0, headBytes / 2), (found) => {
    records.push(splitRecord(head.toString('utf8', found.start, found.end), dialect))
    ends.push(found.next)
    return records.length < headRecords
  })
  return { records, ends }
}

function headProblems(records: readonly (readonly string[])[], headerIndex: number, width: number): TableProblem[] {
  if (headerIndex < 0) return []
  const titles = records.slice(0, headerIndex).filter((cells) => cells.some((cell) => cell.trim() !== ''))
  const trailing = records[headerIndex]!.length - width
  return [
    ...(titles.length > 0
      ? [
          tableProblem(
            'title-lines',
            titles.length,
            [],
            titles.map((cells) => cells.join(' ').trim()),
          ),
        ]
      : []),
    ...(trailing > 0 ? [tableProblem('columns-trailing', trailing)] : []),
  ]
}
