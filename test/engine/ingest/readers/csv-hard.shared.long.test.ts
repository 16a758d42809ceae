import { readdirSync, rmSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HelmdeckError } from '../../../../src/contract/errors.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { quoteLiteral } from '../../../../src/engine/database/identifier.ts'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'
import type { TableSource } from '../../../../src/engine/ingest/readers/table-source.ts'
import { findShared } from '../../../available.ts'

const root = join(findShared()!, 'data', 'csv-hard')
const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) => statSync(join(root, file)).isFile()).sort()

let folder: string
let database: Database

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-csv-hard-'))
  database = await openDatabase({ file: ':memory:', allowedFolder: folder })
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Letters and digits in some columns of what we wrote: what must be there of a text, however quotes and breaks were tidied. */
async function letters(path: string, delimiter: string, columns: number, counted: readonly number[]): Promise<number> {
  const all = counted.map((index) => `coalesce(c${index}, '')`).join(' || ')
  const [row] = await database.rows<{ n: number }>(
    `select coalesce(sum(length(regexp_replace(${all}, '[^A-Za-z0-9]', '', 'g'))), 0)::bigint as n from ${scan(path, delimiter, columns)}`,
  )
  return row!.n
}

const lettersOf = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').length

function scan(path: string, delimiter: string, columns: number): string {
  const types = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ')
  const options = `auto_detect = false, header = true, strict_mode = true, delim = ${quoteLiteral(delimiter)}, quote = '"', escape = '"', max_line_size = 16000000`
  return `read_csv(${quoteLiteral(path)}, ${options}, columns = {${types}})`
}

/** Rows a strict reader gets out of what we wrote, every cell as text; any row it would refuse makes it throw. */
async function strictRows(path: string, delimiter: string, columns: number): Promise<number> {
  const [row] = await database.rows<{ n: number }>(`select count(*) as n from ${scan(path, delimiter, columns)}`)
  return row!.n
}

describe('hard CSV files', () => {
  it('are all there', () => expect(files.length).toBeGreaterThan(780))

  it.each(files)('%s is read whole, or refused with a reason', async (file) => {
    const path = join(root, file)
    const read = await readFile(path, folder).catch((error: unknown) => error)
    if (!Array.isArray(read)) {
      expect(read).toBeInstanceOf(HelmdeckError)
      expect((read as HelmdeckError).code).toMatch(/^file-(empty|binary|encoding|unsupported)$/)
      if ((read as HelmdeckError).code === 'file-empty') expect(readFileSync(path, 'latin1').replace(/[\s",;|'\0]/g, '')).toBe('')
      return
    }
    const table = (read as TableSource[])[0]!
    const { rows, loadable, blank, footer, rejected } = table.counts
    expect(loadable + blank + footer + rejected).toBe(rows)
    expect(await strictRows(table.rendition.path, table.rendition.delimiter, table.headers.length + 1)).toBe(loadable)
    expect(await strictRows(table.rejects.path, ',', 4)).toBe(rejected)
    if (footer === 0) {
      const text = readFileSync(table.text.path)
        .subarray(table.rowOffsets.offsets[0] ?? 0, table.rowOffsets.end)
        .toString('utf8')
      const kept = await letters(
        table.rendition.path,
        table.rendition.delimiter,
        table.headers.length + 1,
        table.headers.map((_, index) => index + 1),
      )
      expect(kept + (await letters(table.rejects.path, ',', 4, [3]))).toBe(lettersOf(text))
    }
    expect(new Set(table.headers.map((header) => header.toLowerCase())).size).toBe(table.headers.length)
    expect(table.sample.every((cells) => cells.length === table.headers.length)).toBe(true)
  })
})
