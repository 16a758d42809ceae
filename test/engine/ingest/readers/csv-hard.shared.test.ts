import { readdirSync, rmSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HelmdeckError } from '../../../../src/contract/errors.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { quoteLiteral } from '../../../../src/engine/database/identifier.ts'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'
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

/** Rows a strict reader gets out of what we wrote, every cell as text; any row it would refuse makes it throw. */
async function strictRows(path: string, delimiter: string, columns: number): Promise<number> {
  const types = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ')
  const options = `auto_detect = false, header = true, strict_mode = true, delim = ${quoteLiteral(delimiter)}, quote = '"', escape = '"', max_line_size = 16000000`
  const [row] = await database.rows<{ n: number }>(`select count(*) as n from read_csv(${quoteLiteral(path)}, ${options}, columns = {${types}})`)
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
    const [table] = read
    const { rows, loadable, blank, footer, rejected } = table.counts
    expect(loadable + blank + footer + rejected).toBe(rows)
    expect(await strictRows(table.rendition.path, table.rendition.delimiter, table.headers.length + 1)).toBe(loadable)
    expect(await strictRows(table.rejects.path, ',', 4)).toBe(rejected)
    expect(new Set(table.headers.map((header: string) => header.toLowerCase())).size).toBe(table.headers.length)
    expect(table.sample.every((cells: readonly string[]) => cells.length === table.headers.length)).toBe(true)
  })
})
