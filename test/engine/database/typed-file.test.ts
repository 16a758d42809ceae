import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readArrowTable } from '../../../src/engine/database/arrow-table.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { arrowFile, arrowStream, parquetFile, typedTable } from '../../../src/engine/database/typed-file.ts'

let folder: string
let database: Database
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-typed-'))
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Elsewhere {
  readonly columns: readonly (readonly [string, string])[]
  readonly cells: readonly (readonly (string | null)[])[]
  readonly metadata: Record<string, string>
}

function readElsewhere(bytes: Uint8Array): Elsewhere {
  const file = join(folder, 'read.parquet')
  writeFileSync(file, bytes)
  const script = join(import.meta.dirname, 'read-elsewhere.mjs')
  return JSON.parse(execFileSync(process.execPath, [script, file], { encoding: 'utf8' })) as Elsewhere
}

const hard = `select * from (values
  (1::integer, 9223372036854775807::bigint, 12345678901234567890.12345678::decimal(38,8), date '0001-01-01', timestamp '2017-12-31 23:59:59.123456', 0.1::double, true, '说 "好", =1+1', '141183460469231731687303715884105727'::hugeint),
  (2, -9223372036854775808, -0.00000001, date '9999-12-31', timestamp '1969-12-31 00:00:00', -1.7976931348623157e308, false, E'two\\nlines', -7),
  (3, null, null, null, null, null, null, null, null)
  ) t(one, "big.int", "won value", day, "at", share, "is it", "名称", huge)`

it('Parquet keeps the types of its columns and every digit, as a process of its own reads them', async () => {
  const { bytes } = await database.arrow(hard)
  const file = await parquetFile(typedTable(bytes), { 'helmdeck.as_of': '2017-12-31', "it's": '定义' }, { folder })
  const text = Buffer.from(file)
  expect([text.subarray(0, 4).toString(), text.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1'])
  const read = readElsewhere(file)
  expect(read.columns).toEqual([
    ['one', 'INTEGER'],
    ['big.int', 'BIGINT'],
    ['won value', 'DECIMAL(38,8)'],
    ['day', 'DATE'],
    ['at', 'TIMESTAMP'],
    ['share', 'DOUBLE'],
    ['is it', 'BOOLEAN'],
    ['名称', 'VARCHAR'],
    ['huge', 'DECIMAL(38,0)'],
  ])
  expect(read.cells).toEqual([
    [
      '1',
      '9223372036854775807',
      '12345678901234567890.12345678',
      '0001-01-01',
      '2017-12-31 23:59:59.123456',
      '0.1',
      'true',
      '说 "好", =1+1',
      '141183460469231731687303715884105727',
    ],
    [
      '2',
      '-9223372036854775808',
      '-0.00000001',
      '9999-12-31',
      '1969-12-31 00:00:00',
      '-1.7976931348623157e+308',
      'false',
      'two\nlines',
      '-7',
    ],
    ['3', null, null, null, null, null, null, null, null],
  ])
  expect(read.metadata).toMatchObject({ 'helmdeck.as_of': '2017-12-31', "it's": '定义' })
})

it('more rows than a chunk come back in their order; a table without rows keeps its columns; nothing is left behind', async () => {
  const { bytes } = await database.arrow('select (i * 7) % 10007 as k, i::decimal(18,2) / 4 as v from range(10000) r(i)')
  const { cells } = readElsewhere(await parquetFile(typedTable(bytes), {}, { folder: join(folder, 'own') }))
  expect(cells.map(([k]) => Number(k))).toEqual(Array.from({ length: 10_000 }, (_unused, i) => (i * 7) % 10_007))
  const none = await database.arrow('select 1::decimal(9,2) as v where false')
  expect(readElsewhere(await parquetFile(typedTable(none.bytes), {}, { folder })).columns).toEqual([['v', 'DECIMAL(9,2)']])
  expect(existsSync(join(folder, 'own')) && readdirSync(join(folder, 'own'))).toEqual([])
})

it('an Arrow file says the same as its stream, with what was asked in its schema', async () => {
  const { bytes } = await database.arrow(hard)
  const file = arrowFile(bytes, { 'helmdeck.title': '收入' })
  expect(Buffer.from(file.subarray(0, 6)).toString()).toBe('ARROW1')
  expect(tableFromIPC(file).schema.metadata.get('helmdeck.title')).toBe('收入')
  const [left, right] = [readArrowTable(bytes), readArrowTable(file)]
  expect(right.columns.map((column) => column.values())).toEqual(left.columns.map((column) => column.values()))
  expect(right.columns.map(({ kind }) => kind)).toEqual(left.columns.map(({ kind }) => kind))
})

it('a table of texts becomes Arrow by the types it names, and a cancelled one nothing', async () => {
  const table = {
    rowCount: 2,
    columns: [{ name: 'v', type: 'DECIMAL(20,2)', at: (row: number) => (row === 0 ? '123456789012345678.25' : null) }],
  }
  const read = readArrowTable(await arrowStream(table, { folder }))
  expect(read.columns.map((column) => [column.name, column.kind, column.values()])).toEqual([
    ['v', 'decimal', ['123456789012345678.25', null]],
  ])
  await expect(parquetFile(table, {}, { folder, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})
