import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { queryText } from '../../../../src/engine/database/query-files.ts'
import { keyTexts } from '../../../../src/engine/ingest/load/keyed-texts.ts'

let database: Database
beforeEach(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await database.run('create schema mart')
})
afterEach(async () => database.close())

const typesOf = async (): Promise<Record<string, string>> => {
  const rows = await database.rows<{ name: string; type: string }>(
    `select column_name as name, regexp_extract(data_type, '^\\w+') as type from duckdb_columns() where schema_name = 'mart'`,
  )
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]))
}

it('stores texts that repeat as codes, in the order of the texts, and reads them as before', async () => {
  const texts = ["it's", 'b', '', 'Ä', '中文', 'a b"c', '\\', 'B', '-- x', 'b']
  await database.run('create table mart."order" as select unnest($texts::varchar[]) as status, unnest(range(10)) as place', { texts })
  await database.run('insert into mart."order" values (null, 10)')
  await keyTexts(database, 'mart."order"', ['status', 'place', 'gone'], {})
  expect(await typesOf()).toEqual({ status: 'ENUM', place: 'BIGINT' })
  const read = async (order: string): Promise<(string | null)[]> =>
    (await database.rows<{ status: string | null }>(`select status from mart."order" order by ${order}`)).map(({ status }) => status)
  expect(await read('place')).toEqual([...texts, null])
  // Binary order, as texts have it.
  expect(await read('status nulls last, place')).toEqual(['', '-- x', 'B', '\\', 'a b"c', 'b', 'b', "it's", 'Ä', '中文', null])
  const [row] = await database.rows<{ same: number; none: number; more: string }>(
    `select count(*) filter (status = 'b') as same, count(*) filter (status = 'unheard of') as none, max(status || '!') as more from mart."order"`,
  )
  expect(row).toEqual({ same: 2, none: 0, more: '中文!' })
})

it('leaves what holds nothing, too much or a NUL as it is', async () => {
  await database.run(
    `create table mart.lead as select null::varchar as nothing, 'x' || i as many, case when i = 7 then 'a' || chr(0) end as nul, 'y' || i % 4096 as most from range(5000) r(i)`,
  )
  await keyTexts(database, 'mart.lead', ['nothing', 'many', 'nul', 'most'], {})
  expect(await typesOf()).toEqual({ nothing: 'VARCHAR', many: 'VARCHAR', nul: 'VARCHAR', most: 'ENUM' })
})

it('is told apart by its texts where their codes are the same', async () => {
  const content = async (texts: readonly string[]): Promise<unknown> => {
    await database.run('create or replace table mart.channel as select unnest($texts::varchar[]) as name', { texts })
    await keyTexts(database, 'mart.channel', ['name'], {})
    return (await database.rows(queryText('doctor/mart_fingerprint.sql'), { table: 'mart.channel' }))[0]
  }
  expect(await content(['Web', 'Fair'])).toEqual(await content(['Fair', 'Web']))
  expect(await content(['Web', 'Fair'])).not.toEqual(await content(['Web', 'Fax']))
})
