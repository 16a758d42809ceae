import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { DatabaseError } from '../../../src/engine/database/database-error.ts'

/** Counts 10^12 combinations: hours of work that no optimiser shortens. */
const slow = 'select count(*) as n from range(1000000) a, range(1000000) b where (a.range * 7 + b.range) % 1000003 = 5'

let folder: string
let database: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-database-'))
  database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
})

afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const count = async (on: Database = database): Promise<number> => (await on.rows<{ n: number }>('select count(*) as n from t'))[0]?.n ?? -1

describe('running statements', () => {
  it('runs several statements and counts the rows changed by the last', async () => {
    expect(await database.run('create table t (a integer); insert into t values (1), (2), (3); delete from t where a < 3')).toBe(2)
    expect(await count()).toBe(1)
  })

  it('binds each value by name and type, and leaves names alone that the statement does not use', async () => {
    const params = { text: "it's 𠮷 ünï", whole: 3, big: 9_007_199_254_740_993n, real: 0.5, huge: 1e300, yes: true, none: null, unused: 1 }
    const [row] = await database.rows(
      `select $text as text, typeof($whole) as whole, $big::varchar as big, typeof($real) as real, $huge::varchar as huge,
              typeof($yes) as yes, $none is null as none`,
      params,
    )
    expect(row).toEqual({
      text: "it's 𠮷 ünï",
      whole: 'INTEGER',
      big: '9007199254740993',
      real: 'DOUBLE',
      huge: '1e+300',
      yes: 'BOOLEAN',
      none: true,
    })
  })

  it('binds lists, the empty one too, and the same name in several statements', async () => {
    const sql =
      'create table t as select unnest($names::varchar[]) as name; select list_contains($names::varchar[], $name) as found, len($empty::bigint[]) as n, list_sum($numbers) as total'
    const rows = await database.rows(sql, { names: ['a', '北京'], name: '北京', empty: [], numbers: [1, 2.5, 4_000_000_000] })
    expect(rows).toEqual([{ found: true, n: 0, total: 4_000_000_003.5 }])
    expect(await count()).toBe(2)
  })

  it('keeps the sign of minus zero', async () => {
    expect(await database.rows('select $a as a, $b::double[] as b', { a: -0, b: [-0, 1] })).toEqual([{ a: -0, b: [-0, 1] }])
  })

  it('refuses a statement whose parameter has no value', async () => {
    await expect(database.rows('select $from::date', { form: '2020-01-01' })).rejects.toThrow('no value for the parameter $from')
  })

  it('hands dates, decimals and lists over without loss', async () => {
    const [row] =
      await database.rows(`select date '2017-12-31' as day, timestamp '2017-12-31 23:59:59.123456' as at, 'infinity'::date as never,
      12345678901234567.89::decimal(38,2) as amount, [date '2020-02-29', null] as days, {a: 1, b: 'x'} as pair, 9007199254740991::bigint as whole,
      sum(2::integer) as total, null::integer as nothing`)
    expect(row).toEqual({
      day: '2017-12-31',
      at: '2017-12-31 23:59:59.123456',
      never: 'infinity',
      amount: '12345678901234567.89',
      days: ['2020-02-29', null],
      pair: { a: 1, b: 'x' },
      whole: 9_007_199_254_740_991,
      total: 2,
      nothing: null,
    })
  })

  it('throws rather than round a whole number beyond 2^53', async () => {
    await expect(database.rows('select 9007199254740993::bigint as n')).rejects.toThrow('9007199254740993 does not fit a number')
  })

  it('keeps the SQL of a mistake beside the message, never in it', async () => {
    const sql = "select secret_column from (select 'classified' as a)"
    const error = await database.rows(sql).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(DatabaseError)
    const { message, sql: kept, cause } = error as DatabaseError
    expect(kept).toBe(sql)
    expect(message).toMatch(/^Binder Error/)
    expect(message).not.toContain('classified')
    expect(cause).toBeInstanceOf(Error)
  })

  it('refuses a query without a statement', async () => {
    await expect(database.run('-- nothing\n')).rejects.toThrow()
  })

  it('runs twenty queries side by side', async () => {
    const totals = await Promise.all(
      Array.from({ length: 20 }, (_, k) => database.rows<{ total: number }>('select sum(range + $k) as total from range(1000)', { k })),
    )
    expect(totals.map(([row]) => row?.total)).toEqual(Array.from({ length: 20 }, (_, k) => 499_500 + 1000 * k))
  })
})

describe('transactions', () => {
  beforeEach(async () => {
    await database.run('create table t (a integer)')
  })

  it('commits what was done, which others see only then', async () => {
    const seen = await database.transaction(async (transaction) => {
      await transaction.run('insert into t values (1), (2)')
      return [await count(transaction), await count()]
    })
    expect(seen).toEqual([2, 0])
    expect(await count()).toBe(2)
  })

  it('rolls everything back when the work throws, and passes the error on', async () => {
    const failure = database.transaction(async (transaction) => {
      await transaction.run('insert into t values (1); create table u (b integer)')
      throw new Error('changed my mind')
    })
    await expect(failure).rejects.toThrow('changed my mind')
    expect(await count()).toBe(0)
    await expect(database.run('select * from u')).rejects.toThrow('Catalog Error')
  })

  it('commits nothing when a joined inner transaction failed, even if its error was caught', async () => {
    const failure = database.transaction(async (transaction) => {
      await transaction.run('insert into t values (1)')
      await transaction.transaction(async (inner) => inner.run('insert into t values (2)'))
      await transaction.transaction(() => Promise.reject(new Error('inner'))).catch(() => undefined)
    })
    await expect(failure).rejects.toThrow('inner')
    expect(await count()).toBe(0)
  })

  it('runs statements that are sent at once one after another, and waits for those nobody awaited', async () => {
    await database.transaction(async (transaction) => {
      void transaction.run('insert into t select * from range(100000)')
      void transaction.run('delete from t where a % 2 = 0')
    })
    expect(await count()).toBe(50_000)
  })

  it('leaves no temporary table behind and cannot be used when it is over', async () => {
    let kept: Database | undefined
    await database.transaction(async (transaction) => {
      kept = transaction
      await transaction.run('create temp table scratch as select 1 as a')
    })
    await expect(database.transaction((transaction) => transaction.rows('select * from scratch'))).rejects.toThrow('Catalog Error')
    await expect(kept?.run('insert into t values (1)')).rejects.toThrow('the transaction is over')
  })
})

describe('cancelling', () => {
  it('interrupts a query that would run for hours', async () => {
    const controller = new AbortController()
    const running = database.rows(slow, {}, { signal: controller.signal })
    await database.rows('select 1 as a')
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(await database.rows('select 2 as a')).toEqual([{ a: 2 }])
  })

  it('interrupts in the same tick in which the query was sent', async () => {
    const controller = new AbortController()
    const running = database.rows(slow, {}, { signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(await database.rows('select 2 as a')).toEqual([{ a: 2 }])
  })

  it('interrupts queries that still wait for a thread: DuckDB forgets an interrupt that comes before a statement', async () => {
    const [queries, threads] = [12, 4]
    const controller = new AbortController()
    let bound = 0
    const params = {
      // Read just before a statement is handed to the thread pool, which has four threads.
      get seed() {
        if (++bound === threads) setImmediate(() => controller.abort())
        return bound
      },
    }
    const running = Array.from({ length: queries }, () => database.rows(`${slow} + $seed`, params, { signal: controller.signal }))
    for (const outcome of await Promise.allSettled(running)) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } })
    expect(await database.rows('select 2 as a')).toEqual([{ a: 2 }])
  })

  it('does not start when it was cancelled before', async () => {
    await expect(database.run('create table t (a integer)', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(count()).rejects.toThrow('Catalog Error')
  })

  it('rolls a cancelled transaction back', async () => {
    await database.run('create table t (a integer)')
    const controller = new AbortController()
    const running = database.transaction(async (transaction) => {
      await transaction.run('insert into t values (1)')
      setImmediate(() => controller.abort())
      await transaction.rows(slow, {}, { signal: controller.signal })
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(await count()).toBe(0)
  })

  it('lets a signal that is aborted afterwards disturb nobody', async () => {
    const controller = new AbortController()
    await database.rows('select 1 as a', {}, { signal: controller.signal })
    controller.abort()
    expect(await database.rows('select 3 as a')).toEqual([{ a: 3 }])
  })
})

describe('opening and closing', () => {
  it('keeps what was written', async () => {
    await database.run("create table t as select '北京' as city from range(3)")
    await database.close()
    database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
    expect(await database.rows('select distinct city from t')).toEqual([{ city: '北京' }])
  })

  it('interrupts what runs when it is closed, closes twice without harm and refuses work afterwards', async () => {
    const running = database.rows(slow)
    const outcome = expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await Promise.all([database.close(), database.close()])
    await outcome
    await expect(database.rows('select 1')).rejects.toThrow('the database is closed')
  })
})
