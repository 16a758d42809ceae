import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { HelmdeckError } from '../../../contract/errors.ts'
import { writing } from '../sources/write-failure.ts'
import { formatOf } from './file-format.ts'
import { readCsv, type FileToRead } from './read-csv.ts'
import { readPages } from './read-pages.ts'
import { readWorkbook } from './read-xlsx.ts'
import type { ReadProgress } from './table-from-text.ts'
import type { ReadOverrides, TableSource } from './table-source.ts'

const headBytes = 64 << 10
/** A zip's directory stands at the end, behind it at most a comment of 64 kB. */
const tailBytes = 256 << 10

/**
 * The tables of a file whose bytes are already hashed: one for a text file, one per filled sheet of a workbook. Written files
 * go into `workFolder`. Throws `file-missing`, `file-empty`, `file-binary`, `file-encoding`, `file-truncated`, `file-encrypted`,
 * `file-unsupported`, `file-unreadable`, `disk-full`, `cancelled`.
 */
export async function readTables(source: FileToRead, options: ReadProgress = {}): Promise<TableSource[]> {
  return await writing(async () => {
    await mkdir(source.workFolder, { recursive: true })
    const { head, tail } = await endsOf(source)
    const format = formatOf(head, tail, source.name)
    if (format === 'pages') return [await readPages(source, options)]
    return format === 'workbook' ? await readWorkbook(source, options) : [await readCsv(source, options)]
  })
}

/** As `readTables`, for a file on disk: what `helmdeck read FILE` shows. */
export async function readFile(
  path: string,
  workFolder: string,
  overrides?: ReadOverrides,
  options: ReadProgress = {},
): Promise<TableSource[]> {
  const name = basename(path)
  const { hash, bytes } = await hashFile(path, name)
  return await readTables({ path, name, hash, bytes, workFolder, overrides }, options)
}

async function hashFile(path: string, name: string): Promise<{ hash: string; bytes: number }> {
  const file = await openFile(path, name)
  try {
    if (!(await file.stat()).isFile()) throw new HelmdeckError('file-unreadable', { file: name, reason: 'not-a-file' })
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(1 << 20)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, bytes)
      if (bytesRead === 0) return { hash: hash.digest('hex'), bytes }
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await file.close()
  }
}

async function endsOf({ path, name, bytes }: FileToRead): Promise<{ head: Buffer; tail: Buffer }> {
  const file = await openFile(path, name)
  try {
    const head = Buffer.alloc(Math.min(bytes, headBytes))
    const tail = Buffer.alloc(Math.min(bytes, tailBytes))
    await file.read(head, 0, head.length, 0)
    await file.read(tail, 0, tail.length, bytes - tail.length)
    return { head, tail }
  } finally {
    await file.close()
  }
}

async function openFile(path: string, name: string): Promise<Awaited<ReturnType<typeof open>>> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new HelmdeckError('file-missing', { file: name }, { cause: error })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR')
      throw new HelmdeckError('file-unreadable', { file: name, reason: code }, { cause: error })
    throw error
  }
}
