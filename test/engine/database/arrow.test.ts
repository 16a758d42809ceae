import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArrowTable } from '../../../src/engine/database/arrow-table.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})

afterAll(() => database.close())

/** Texts of every length around the 12 bytes that DuckDB keeps inside its entry, every seventh of them NULL. */
const textOfRow = (row: number): string | null => (row % 7 === 3 ? null : `${row}${'ab京'.repeat(row % 11)}`)

describe('a result as Arrow', () => {
  it('keeps every row over several record batches, in order, and names and types its columns', async () => {
    const rows = 300_001
    const { bytes, rowCount, columns } = await database.arrow(
      `select range as row, case when range % 7 <> 3 then range || repeat('ab京', (range % 11)::integer) end as text, range % 2 = 0 as even,
              (range / 4)::decimal(12,2) as amount, (['x', 'y', 'z'])[1 + range % 3]::enum('x', 'y', 'z') as code, date '2017-01-01' + (range % 365)::integer as day,
              case when range % 3 > 0 then [range, null] end as pair
       from range(${rows}) order by row`,
    )
    expect(rowCount).toBe(rows)
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'row BIGINT',
      'text VARCHAR',
      'even BOOLEAN',
      'amount DECIMAL(12,2)',
      'code ENUM',
      'day DATE',
      'pair BIGINT[]',
    ])
    const table = readArrowTable(bytes)
    expect(tableFromIPC(bytes).batches.length).toBeGreaterThan(2)
    const [row, text, even, amount, code, , pair] = table.columns.map((column) => column.values())
    const wrong = Array.from({ length: rows }, (_, index) => index).filter(
      (index) =>
        row?.[index] !== BigInt(index) ||
        text?.[index] !== textOfRow(index) ||
        even?.[index] !== (index % 2 === 0) ||
        amount?.[index] !== (index / 4).toFixed(2) ||
        code?.[index] !== 'xyz'[index % 3] ||
        JSON.stringify(pair?.[index], (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)) !==
          (index % 3 > 0 ? `[${index},null]` : 'null'),
    )
    expect(wrong.slice(0, 5)).toEqual([])
    expect(table.column('day').at(300_000)).toBe('2017-12-02')
  })

  it('finds the first NULL wherever it stands, after and before chunks without any, whatever their size', async () => {
    const isNull = (row: number): boolean => row > 5000 && row < 9000 && row % 7 === 0
    const kept = Array.from({ length: 12_000 }, (_, row) => row).filter((row) => row % 5 !== 2)
    const { bytes } = await database.arrow(
      `select nullif(row, null_row) as whole, case when null_row is null then 'row number ' || row end as text, case when null_row is null then row % 2 = 0 end as even
       from (select range::integer as row, case when range > 5000 and range < 9000 and range % 7 = 0 then range end as null_row from range(12000) where range % 5 <> 2)
       order by row`,
    )
    const table = readArrowTable(bytes)
    expect(table.column('whole').values()).toEqual(kept.map((row) => (isNull(row) ? null : row)))
    expect(table.column('text').values()).toEqual(kept.map((row) => (isNull(row) ? null : `row number ${row}`)))
    expect(table.column('even').values()).toEqual(kept.map((row) => (isNull(row) ? null : row % 2 === 0)))
  })

  it('keeps the items of lists whose places do not fall on whole bytes of the bitmap', async () => {
    const itemsOf = (row: number): (number | null)[] =>
      Array.from({ length: row % 5 }, (_, item) => (row < 300 && item === 1 ? null : row + item))
    const { bytes } = await database.arrow(
      `select [case when range < 300 and item = 1 then null else range + item end for item in range(range % 5)]::integer[] as items from range(9000) order by range`,
    )
    expect(readArrowTable(bytes).column('items').values()).toEqual(Array.from({ length: 9000 }, (_, row) => itemsOf(row)))
  })

  it('hands over the same bytes for the same query, so nothing undefined lies under a NULL', async () => {
    const sql = `select case when range % 3 = 0 then range end as a, case when range % 2 = 0 then 'text number ' || range end as b from range(10000) order by range`
    const [first, second] = [await database.arrow(sql), await database.arrow(sql)]
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })

  it('refuses two columns of one name', async () => {
    await expect(database.arrow('select 1 as a, 2 as b, 3 as a')).rejects.toThrow('two columns of the result are named a')
  })

  it('binds parameters', async () => {
    const { bytes } = await database.arrow('select $from::date as a, $text as b', { from: '2017-12-31', text: '北京' })
    expect(readArrowTable(bytes).columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'date'],
      ['b', 'text'],
    ])
    expect(readArrowTable(bytes).columns.map((column) => column.at(0))).toEqual(['2017-12-31', '北京'])
  })

  it('fails when the query fails halfway: a cut-off result never looks complete', async () => {
    await expect(
      database.arrow(`select case when range = 900000 then error('broken row') else range end as a from range(1000000)`),
    ).rejects.toThrow('broken row')
  })

  it('is cancelled while it runs and while it is copied', async () => {
    const controller = new AbortController()
    const running = database.arrow(
      'select a.range, md5(b.range::varchar) from range(1000000) a, range(1000000) b',
      {},
      { signal: controller.signal },
    )
    setTimeout(() => controller.abort(), 50)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect((await database.arrow('select 1 as a')).rowCount).toBe(1)
  })

  it('sees the rows of its own transaction', async () => {
    await database.run('create table in_transaction (a integer)')
    const seen = await database.transaction(async (transaction) => {
      await transaction.run('insert into in_transaction values (5)')
      return transaction.arrow('select a from in_transaction')
    })
    expect(readArrowTable(seen.bytes).column('a').values()).toEqual([5])
  })

  it('is read by Arrow itself alike', async () => {
    const { bytes } = await database.arrow(
      `select 1::bigint as a, date '2017-12-31' as d, 'x'::enum('x', 'y') as e, 1.25::decimal(10,2) as m, '京' as t`,
    )
    const table = tableFromIPC(bytes)
    expect(table.get(0)?.toJSON()).toMatchObject({ a: 1n, e: 'x', t: '京' })
    expect(Number(table.getChild('d')?.get(0))).toBe(Date.UTC(2017, 11, 31))
  })
})

describe('reading cells back', () => {
  it('refuses a row or column that is not there', async () => {
    const table = readArrowTable((await database.arrow('select 1 as a')).bytes)
    expect(() => table.column('b')).toThrow('no column b')
    expect(() => table.column('a').at(1)).toThrow(RangeError)
  })
})

describe('any table', () => {
  const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 4 })
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  const row = fc.record({
    text: nullable(text),
    texts: nullable(fc.array(nullable(text), { maxLength: 5 })),
    whole: nullable(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    small: nullable(fc.integer({ min: -128, max: 127 })),
    real: nullable(fc.double()),
    cents: nullable(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n })),
    yes: nullable(fc.boolean()),
    day: nullable(
      fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
  })

  it('comes back as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.integer({ min: 1, max: 100 }), async (rows, copies) => {
        await database.transaction(async (transaction) => {
          await transaction.run(
            `create temp table any_table (k integer, text varchar, texts varchar[], whole bigint, small tinyint, real double, cents decimal(18,2), yes boolean, day date)`,
          )
          for (const [k, { texts, ...cells }] of rows.entries()) {
            const items = (texts ?? []).map((_, index) => `$item${index}`).join(', ')
            const itemValues = Object.fromEntries((texts ?? []).map((item, index) => [`item${index}`, item]))
            const cents =
              cells.cents === null
                ? null
                : `${cells.cents < 0n ? '-' : ''}${String(cells.cents < 0n ? -cells.cents : cells.cents)
                    .padStart(3, '0')
                    .replace(/(..)$/, '.$1')}`
            await transaction.run(
              `insert into any_table values ($k, $text, ${texts === null ? 'null' : `[${items}]::varchar[]`}, $whole, $small, $real, $cents::decimal(18,2), $yes, $day::date)`,
              { ...cells, k, cents, ...itemValues },
            )
          }
          const { bytes } = await transaction.arrow(`select any_table.* from any_table, range(${copies}) copy order by copy.range, k`)
          await transaction.run('drop table any_table')
          const table = readArrowTable(bytes)
          expect(table.rowCount).toBe(rows.length * copies)
          const columns = Object.fromEntries(table.columns.map((column) => [column.name, column.values()]))
          for (let index = 0; index < table.rowCount; index++) {
            const sent = rows[index % rows.length]
            const got = {
              text: columns['text']?.[index],
              texts: columns['texts']?.[index],
              whole: columns['whole']?.[index],
              small: columns['small']?.[index],
              real: columns['real']?.[index],
              yes: columns['yes']?.[index],
              day: columns['day']?.[index],
            }
            const { cents, ...expected } = sent ?? {}
            expect(got).toEqual(expected)
            const amount = columns['cents']?.[index]
            expect(typeof amount === 'string' ? BigInt(amount.replace('.', '')) : amount).toEqual(cents)
          }
        })
      }),
      { numRuns: 25 },
    )
  })
})
