import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { migrate } from '../../../../src/engine/database/migrate.ts'
import { queryText } from '../../../../src/engine/database/query-files.ts'
import { installMacros } from '../../../../src/engine/ingest/macros.ts'

/** Spend of 100 in a currency on a day, and what it is worth in CNY by the rates below; null = no rate yet. */
const spends: readonly (readonly [string, string | null, string | null])[] = [
  ['USD', '2024-01-09', null],
  ['USD', '2024-01-10', '700.0000'],
  ['USD', '2024-02-29', '700.0000'],
  ['USD', '2024-03-01', '725.0000'],
  ['USD', '2024-12-31', '725.0000'],
  ['USD', '2031-07-01', '725.0000'],
  ['USD', null, null],
  ['EUR', '2024-04-30', null],
  ['EUR', '2024-05-01', '800.0000'],
  ['EUR', '2500-01-01', '800.0000'],
  ['JPY', '2024-06-01', '5.0000'],
  ['JPY', '1903-01-01', '5.0000'],
  ['GBP', '2024-06-01', null],
  ['SGD', '2024-06-01', null],
  ['CNY', '1950-01-01', '100.0000'],
]

/** from, to, day, rate. EUR is stated the other way round, JPY from before 1900, SGD by a mistyped year only. */
const rates = [
  ['USD', 'CNY', '2024-01-10', 7],
  ['USD', 'CNY', '2024-03-01', 7.25],
  ['CNY', 'EUR', '2024-05-01', 0.125],
  ['JPY', 'CNY', '1850-01-01', 0.05],
  ['SGD', 'CNY', '9024-01-01', 5],
] as const

let database: Database

async function valueSpends(stated: typeof rates | readonly []): Promise<unknown[]> {
  await database.run('delete from model.exchange_rate; delete from model.spend')
  for (const [index, [from, to, day, rate]] of stated.entries())
    await database.run(
      `insert into model.exchange_rate (id, source, source_id, load_id, file_id, row_number, row_hash, from_currency, to_currency, valid_on, rate)
       values ($index, 'file', $index::varchar, 1, 1, 1, 0, $from, $to, $day::date, $rate)`,
      { index, from, to, day, rate },
    )
  for (const [index, [currency, day]] of spends.entries())
    await database.run(
      `insert into model.spend (id, source, source_id, load_id, file_id, row_number, row_hash, spent_on, amount, currency)
       values ($index, 'file', $index::varchar, 1, 1, 1, 0, $day::date, 100, $currency)`,
      { index, currency, day },
    )
  await database.run(queryText('marts/01_rate.sql'))
  await database.run(queryText('marts/08_spend.sql'))
  return (await database.rows<{ worth: unknown }>('select amount_reporting as worth from mart.spend order by id')).map(({ worth }) => worth)
}

describe('the rate of a day', () => {
  beforeAll(async () => {
    database = await openDatabase({ file: ':memory:', allowedFolder: null })
    await migrate(database)
    await installMacros(database)
    await database.run(`insert into meta.setting (key, value) values ('reporting_currency', 'CNY')`)
  })
  afterAll(() => database.close())

  it('is the last one stated until then: none before the first, the last one ever after', async () => {
    expect(await valueSpends(rates)).toEqual(spends.map(([, , worth]) => worth))
  })

  it('keeps the table of days small whatever years a file names', async () => {
    const [count] = await database.rows<{ days: number }>('select count(*) as days from mart.rate_day')
    expect(count?.days).toBeLessThan(4 * 201 * 366)
  })

  it('is not there where no rate is stated at all', async () => {
    expect(await valueSpends([])).toEqual(spends.map(([currency, , worth]) => (currency === 'CNY' ? worth : null)))
  })
})
