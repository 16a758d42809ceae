import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HelmdeckError } from '../../../contract/errors.ts'
import { PagesHead, type PageColumn, type PageLine, type SourceRecord } from './page-format.ts'
import { addFields, cellOf, columnCell, valueAt } from './page-values.ts'
import type { FileToRead } from './read-csv.ts'
import { joinRecord } from './split-record.ts'
import { tableFromText, type ReadProgress } from './table-from-text.ts'
import type { TableSource } from './table-source.ts'

/** Behind the columns: where in the pages a row came from. */
const placeHeaders = ['$page', '$record']
const flushCharacters = 1 << 20

/** Reads what a pull received into a table, one row per record. Throws `file-truncated`, `file-unreadable`, `cancelled`. */
export async function readPages(source: FileToRead, options: ReadProgress): Promise<TableSource> {
  const head = await readHead(source)
  const columns = head.columns ?? (await columnsOf(source, options))
  const winners = head.key === null ? null : await latestOf(source, head, options)
  const path = join(source.workFolder, 'table-0.text.csv')
  const rawHeaders = [...columns.map(({ header }) => header), ...placeHeaders]
  const headerLine = `${joinRecord(rawHeaders, ',')}\n`
  const written = await open(path, 'w')
  try {
    await written.writeFile(headerLine)
    await writeRows(written, source, { ...head, columns }, winners, options)
  } finally {
    await written.close()
  }
  const file = await open(path, 'r')
  try {
    const { hash, name, bytes, workFolder } = source
    return await tableFromText(
      {
        identity: { id: hash, name, sheet: null, hash, bytes, format: 'pages', encoding: 'utf-8' },
        file,
        size: (await file.stat()).size,
        text: { path, isOriginal: false },
        dialect: { delimiter: ',', quote: '"', escape: '"', headerRecord: 1 },
        rawHeaders,
        dataFrom: Buffer.byteLength(headerLine),
        fewestCells: rawHeaders.length,
        mayHoldReplacements: false,
        mayHoldNul: false,
        problems: [],
        workFolder,
        stem: 'table-0',
      },
      options,
    )
  } finally {
    await file.close()
  }
}

async function readHead(source: FileToRead): Promise<PagesHead> {
  for await (const line of linesOf(source)) return PagesHead.parse(JSON.parse(line))
  throw new HelmdeckError('file-empty', { file: source.name })
}

async function* linesOf({ path }: FileToRead): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) if (line !== '') yield line
  } finally {
    stream.destroy()
  }
}

async function* pagesOf(source: FileToRead, { signal }: ReadProgress): AsyncGenerator<PageLine> {
  let isHead = true
  for await (const line of linesOf(source)) {
    if (signal?.aborted === true) throw new HelmdeckError('cancelled')
    if (!isHead) yield parsePage(line, source.name)
    isHead = false
  }
}

function parsePage(line: string, file: string): PageLine {
  try {
    return JSON.parse(line) as PageLine
  } catch (cause) {
    throw new HelmdeckError('file-truncated', { file }, { cause })
  }
}

async function columnsOf(source: FileToRead, options: ReadProgress): Promise<PageColumn[]> {
  const columns = new Map<string, PageColumn>()
  for await (const { records } of pagesOf(source, options)) for (const record of records) addFields(columns, record)
  return [...columns.values()]
}

/** Per id the place, counted over all pages, of the record that counts. */
async function latestOf(source: FileToRead, head: PagesHead, options: ReadProgress): Promise<ReadonlyMap<string, number>> {
  const latest = new Map<string, { readonly nth: number; readonly stamp: string }>()
  let nth = 0
  for await (const { records } of pagesOf(source, options)) {
    for (const record of records) {
      const id = cellOf(valueAt(record, head.key ?? []))
      const stamp = stampOf(head, record)
      // What has no id can't be told from another: each counts.
      const known = latest.get(id)
      if (known === undefined || stamp >= known.stamp) latest.set(id, { nth, stamp })
      nth++
    }
  }
  return new Map([...latest].map(([id, { nth: place }]) => [id, place]))
}

/** ISO moments and numbers of one length sort as they stand. */
export function stampOf({ stamp }: Pick<PagesHead, 'stamp'>, record: SourceRecord): string {
  return stamp.map((place) => cellOf(valueAt(record, place))).find((cell) => cell !== '') ?? ''
}

async function writeRows(
  file: FileHandle,
  source: FileToRead,
  head: PagesHead & { readonly columns: readonly PageColumn[] },
  winners: ReadonlyMap<string, number> | null,
  options: ReadProgress,
): Promise<void> {
  let nth = 0
  let text = ''
  for await (const { page, records } of pagesOf(source, options)) {
    for (const [index, record] of records.entries()) {
      const id = head.key === null ? '' : cellOf(valueAt(record, head.key))
      const counts = winners === null || id === '' || winners.get(id) === nth
      nth++
      if (!counts) continue
      const cells = head.columns.map((column) => columnCell(column, record).replaceAll('\u0000', ''))
      text += `${joinRecord([...cells, String(page), String(index + 1)], ',')}\n`
      if (text.length < flushCharacters) continue
      await file.writeFile(text)
      text = ''
    }
  }
  await file.writeFile(text)
}
