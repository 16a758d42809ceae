import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { migrate, schemaMigrations } from '../../../src/engine/database/migrate.ts'
import { queryFiles, queryText } from '../../../src/engine/database/query-files.ts'

let database: Database

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})

afterEach(() => database.close())

const first = { version: 1, sql: 'create table t (a integer); insert into t values (1)' }
const second = { version: 2, sql: 'alter table t add column b integer default 7; update t set a = a + 1' }
const broken = { version: 3, sql: 'update t set a = 100; select * from missing_table' }

const versions = (): Promise<{ version: number }[]> => database.rows('select version from meta.schema_version order by version')

describe('migrate', () => {
  it('applies every migration once, in order', async () => {
    expect(await migrate(database, [first])).toBe(1)
    expect(await migrate(database, [first, second])).toBe(2)
    expect(await migrate(database, [first, second])).toBe(2)
    expect(await database.rows('select a, b from t')).toEqual([{ a: 2, b: 7 }])
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }])
  })

  it('keeps the last good version when a migration fails', async () => {
    await expect(migrate(database, [first, second, broken])).rejects.toThrow('Catalog Error')
    expect(await database.rows('select a from t')).toEqual([{ a: 2 }])
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }])
  })

  it('refuses a newer file with both versions and leaves it alone', async () => {
    await migrate(database, [first, second])
    await expect(migrate(database, [first])).rejects.toMatchObject({ code: 'workspace-newer', details: { found: 2, supported: 1 } })
    expect(await database.rows('select a, b from t')).toEqual([{ a: 2, b: 7 }])
  })

  it('brings an empty database to the version of the last file under queries/schema', async () => {
    const files = queryFiles('schema')
    expect(await migrate(database)).toBe(Number(/(\d{4})_[^/]*$/.exec(files.at(-1) ?? '/0000_')?.[1]))
    expect(schemaMigrations()).toHaveLength(files.length)
  })
})

describe('query files', () => {
  it('finds a file by its place under queries and says which one is missing', () => {
    expect(queryText('meta/schema_version.sql')).toContain('create schema if not exists meta')
    expect(() => queryText('nowhere/nothing.sql')).toThrow('nowhere/nothing.sql')
  })
})
