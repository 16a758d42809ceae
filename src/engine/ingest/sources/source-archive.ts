import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { scanRecords, scanRules } from '../readers/record-scanner.ts'
import { splitRecord } from '../readers/split-record.ts'
import type { TableSource } from '../readers/table-source.ts'
import { BlockIndex, readBlocks, writeBlocks } from './compressed-blocks.ts'
import { packOffsets, unpackOffsets } from './row-offsets.ts'
import { writing } from './write-failure.ts'

const ArchivedTable = z.object({
  sheet: z.string().nullable(),
  /** null = the row offsets point into the original bytes. */
  text: BlockIndex.nullable(),
  delimiter: z.string(),
  quote: z.string().nullable(),
  escape: z.string().nullable(),
  encoding: z.string(),
  headerRecord: z.int(),
  headers: z.array(z.string()),
  rows: z.int(),
  rowOffsets: z.object({ file: z.string(), every: z.int() }),
})
type ArchivedTable = z.infer<typeof ArchivedTable>

const SourceIndex = z.object({
  version: z.literal(1),
  hash: z.string(),
  name: z.string(),
  original: BlockIndex,
  tables: z.array(ArchivedTable),
})
type SourceIndex = z.infer<typeof SourceIndex>

const draftPrefix = '.new-'
/** Lies beside a kept file until the load that names it is committed. */
const uncommitted = 'uncommitted'

/** The text of one source row as it came. */
export interface SourceRow {
  readonly headers: string[]
  readonly cells: string[]
  readonly original: string
}

/**
 * `W/sources/<sha-256>/`: each imported file once. `original.blocks` are its bytes; a file that is not UTF-8 text also has its
 * UTF-8 text per table; `index.json` says where everything stands. Blocks are never rewritten; only the index is, when a file is
 * read again in another way. A folder appears whole or not at all.
 */
export class SourceArchive {
  private readonly root: string
  private readonly codec: BlockIndex['codec']

  /** `compress` false keeps the bytes as they are. */
  constructor(workspaceFolder: string, options: { readonly compress?: boolean } = {}) {
    this.root = join(workspaceFolder, 'sources')
    this.codec = options.compress === false ? 'none' : 'brotli'
  }

  /**
   * Removes what a killed process left: half-written folders, and files whose load was never committed. A file of a committed
   * load is never removed, whatever the database says. To be called by the owner of the workspace when it opens.
   */
  async sweep(isNamed: (hash: string) => boolean): Promise<void> {
    for (const entry of await this.entries()) {
      if (entry.startsWith(draftPrefix)) await rm(join(this.root, entry), { recursive: true, force: true })
      else if (isHash(entry) && existsSync(join(this.root, entry, uncommitted)))
        await (isNamed(entry) ? this.settle(entry) : this.remove(entry))
    }
  }

  /** Names in `sources/`: hashes of kept files, and whatever else lies there. */
  async entries(): Promise<string[]> {
    const names: string[] = await readdir(this.root).catch(() => [])
    return names.sort()
  }

  /** To be called when the load that names a kept file is committed. */
  async settle(hash: string): Promise<void> {
    await rm(join(this.folder(hash), uncommitted), { force: true })
  }

  async has(hash: string): Promise<boolean> {
    return (await this.index(hash)) !== null
  }

  /** Keeps a file and the row indexes of its tables. The same bytes are never stored twice. Throws `disk-full`, `workspace-unwritable`. */
  async keep(
    file: { readonly hash: string; readonly name: string; readonly path: string },
    tables: readonly TableSource[],
  ): Promise<'kept' | 'already-kept'> {
    return await writing(async () => {
      const kept = await this.index(file.hash)
      if (kept !== null) {
        await this.readAgain(kept, tables)
        return 'already-kept'
      }
      const folder = this.draftFolder()
      await mkdir(folder, { recursive: true })
      try {
        await writeSynced(join(folder, uncommitted), new Uint8Array())
        const original = await writeBlocks(file.path, folder, 'original.blocks', this.codec)
        await this.writeIndex(folder, {
          version: 1,
          hash: file.hash,
          name: file.name,
          original,
          tables: await this.addTables(folder, tables),
        })
        await rename(folder, this.folder(file.hash))
        return 'kept'
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    })
  }

  /** Removes a kept file for good. */
  async remove(hash: string): Promise<void> {
    const gone = this.draftFolder()
    await writing(async () => {
      // Renamed first: a kill between two files of it leaves a draft, not half a source.
      await rename(this.folder(hash), gone).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
      await rm(gone, { recursive: true, force: true })
    })
  }

  /** How many bytes the file had as it came, and those tables of it that can be shown row by row. Throws a plain Error for a hash that is not kept. */
  async describe(
    hash: string,
  ): Promise<{ readonly bytes: number; readonly tables: readonly { readonly sheet: string | null; readonly rows: number }[] }> {
    const { original, tables } = await this.knownIndex(hash)
    return { bytes: original.bytes, tables: tables.map(({ sheet, rows }) => ({ sheet, rows })) }
  }

  /** Bytes of the file as it came. */
  async readOriginal(hash: string, from = 0, to?: number): Promise<Buffer> {
    const index = await this.knownIndex(hash)
    return await readBlocks(this.folder(hash), index.original, from, Math.min(to ?? index.original.bytes, index.original.bytes))
  }

  /** A data row, counted from 1. Throws a plain Error for a hash, sheet or row that was never kept: rows are asked for by what a load noted. */
  async readSourceRow({
    hash,
    sheet,
    row,
  }: {
    readonly hash: string
    readonly sheet: string | null
    readonly row: number
  }): Promise<SourceRow> {
    const index = await this.knownIndex(hash)
    const table = index.tables.find((candidate) => candidate.sheet === sheet)
    if (table === undefined || row < 1 || row > table.rows) throw new Error(`no row ${row} of sheet ${sheet ?? '-'} in source ${hash}`)
    const folder = this.folder(hash)
    const { offsets, end } = unpackOffsets(await readFile(join(folder, table.rowOffsets.file)), table.rowOffsets.every)
    const group = Math.floor((row - 1) / table.rowOffsets.every)
    const bytes = await readBlocks(folder, table.text ?? index.original, offsets[group]!, offsets[group + 1] ?? end)
    const original = nthRecord(bytes, (row - 1) % table.rowOffsets.every, table)
    return { headers: table.headers, cells: splitRecord(original, table), original }
  }

  private draftFolder(): string {
    return join(this.root, `${draftPrefix}${randomBytes(8).toString('hex')}`)
  }

  private folder(hash: string): string {
    if (!isHash(hash)) throw new Error('not a sha-256')
    return join(this.root, hash)
  }

  private async index(hash: string): Promise<SourceIndex | null> {
    const text = await readFile(join(this.folder(hash), 'index.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    return text === null ? null : SourceIndex.parse(JSON.parse(text))
  }

  private async knownIndex(hash: string): Promise<SourceIndex> {
    const index = await this.index(hash)
    if (index === null) throw new Error(`source ${hash} is not kept`)
    return index
  }

  private async readAgain(kept: SourceIndex, tables: readonly TableSource[]): Promise<void> {
    const isKnown = (table: TableSource) => kept.tables.some((known) => known.sheet === table.sheet && isSameReading(known, table))
    const changed = tables.filter((table) => !isKnown(table))
    if (changed.length === 0) return
    const folder = this.folder(kept.hash)
    const others = kept.tables.filter((known) => !changed.some((table) => table.sheet === known.sheet))
    await this.writeIndex(folder, { ...kept, tables: [...others, ...(await this.addTables(folder, changed))] })
  }

  private async addTables(folder: string, tables: readonly TableSource[]): Promise<ArchivedTable[]> {
    const archived: ArchivedTable[] = []
    for (const table of tables) {
      const stem = randomBytes(4).toString('hex')
      const text = table.text.isOriginal ? null : await writeBlocks(table.text.path, folder, `${stem}.text.blocks`, this.codec)
      const rowOffsets = { file: `${stem}.rows`, every: table.rowOffsets.every }
      await writeSynced(join(folder, rowOffsets.file), packOffsets(table.rowOffsets))
      const { delimiter, quote, escape, headerRecord } = table.dialect
      const { sheet, encoding } = table
      archived.push({
        sheet,
        text,
        delimiter,
        quote,
        escape,
        encoding,
        headerRecord,
        headers: [...table.headers],
        rows: table.counts.rows,
        rowOffsets,
      })
    }
    return archived
  }

  private async writeIndex(folder: string, index: SourceIndex): Promise<void> {
    await writeSynced(join(folder, 'index.json.new'), Buffer.from(JSON.stringify(index)))
    await rename(join(folder, 'index.json.new'), join(folder, 'index.json'))
  }
}

/** Whether a name in `sources/` is that of a file whose load is committed. */
export function isCommitted(root: string, entry: string, isNamed: (hash: string) => boolean): boolean {
  return isHash(entry) && (isNamed(entry) || !existsSync(join(root, entry, uncommitted)))
}

/** Files of a kept source that are never rewritten in place: the index is replaced, blocks and row offsets get new names. */
export function isImmutable(file: string): boolean {
  return file !== uncommitted && !file.endsWith('.new')
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

function isSameReading(known: ArchivedTable, table: TableSource): boolean {
  const { dialect, encoding, headers, counts } = table
  return (
    known.delimiter === dialect.delimiter &&
    known.quote === dialect.quote &&
    known.escape === dialect.escape &&
    known.headerRecord === dialect.headerRecord &&
    known.encoding === encoding &&
    known.rows === counts.rows &&
    known.headers.join('\n') === headers.join('\n')
  )
}

function nthRecord(bytes: Buffer, index: number, table: ArchivedTable): string {
  let seen = 0
  let text = ''
  scanRecords(bytes, 0, bytes.length, true, scanRules(table, table.headers.length), (found) => {
    if (seen++ < index) return true
    text = bytes.toString('utf8', found.start, found.end)
    return false
  })
  return text
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
