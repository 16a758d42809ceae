import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StudyResult } from '../../../../src/contract/study-result.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { bgNbdExpected } from '../../../../src/engine/studies/statistics/customer-base/bg-nbd.ts'
import { paretoNbdAlive, paretoNbdExpected } from '../../../../src/engine/studies/statistics/customer-base/pareto-nbd.ts'
import { findShared } from '../../../available.ts'
import { contextOf } from '../../report/ask.ts'
import { buildMarts, databaseOf } from '../../report/small-model.ts'
import { askStudy, figureOf, tableOf } from '../ask-study.ts'

const folder = join(findShared()!, 'data/cdnow')
const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/)
const published = lines('cdnow_customers_summary_with_transactions.csv')
  .slice(1)
  .map((line) => line.split(',').map(Number) as [id: number, x: number, recency: number, age: number, spend: number])

/** Every transaction of the sample as an order of its own; the columns are master id, sample id, day, units, dollars. */
const transactions = lines('CDNOW_sample.txt').map((line) => {
  const [, customer = '', day = '', , dollars = ''] = line.trim().split(/\s+/)
  return { customer: String(Number(customer)), day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`, dollars }
})
let database: Database
beforeAll(async () => {
  database = await databaseOf({}, { reporting_currency: 'USD' })
  const names = [...new Set(transactions.map(({ customer }) => customer))]
  await database.run(
    `insert into model.account (id, source, source_id, load_id, file_id, row_number, row_hash, name)
     select n::bigint, 'crm', n, 1, 1, n::bigint, n::ubigint, n from (select unnest($names::varchar[]) as n)`,
    { names },
  )
  await database.run(
    "insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) select id::integer, 'account', name, name, id, 'exact', false from model.account",
  )
  await database.run(
    `insert into model."order" (id, source, source_id, load_id, file_id, row_number, row_hash, account, ordered_at, amount, status)
     select 10000 + i, 'crm', 'o' || i, 1, 1, i, i::ubigint, a, d::timestamp, m::decimal(18, 4), 'confirmed'
     from (select unnest($a::varchar[]) as a, unnest($d::varchar[]) as d, unnest($m::varchar[]) as m, generate_subscripts($a::varchar[], 1)::bigint as i)`,
    {
      a: transactions.map(({ customer }) => customer),
      d: transactions.map(({ day }) => day),
      m: transactions.map(({ dollars }) => dollars),
    },
  )
  await buildMarts(database)
}, 60_000)
afterAll(async () => database.close())

const ask = (asOf: string, params: Record<string, unknown> = {}) =>
  askStudy(database, contextOf(asOf, { reportingCurrency: 'USD' }), 'ltv-cac', {
    period: { from: '1997-01-01', to: '1997-03-31' },
    basis: 'revenue',
    list: 3000,
    ...params,
  })
const columns = ['name', 'repeats', 'recency', 'age', 'mean_spend', 'alive', 'purchases', 'expected_spend'] as const
type Row = [string, number, number, number, number | null, number, number, number]
const customersOf = (result: StudyResult) => new Map((tableOf(result, 'customers', columns) as Row[]).map((row) => [Number(row[0]), row]))
const parametersOf = (result: StudyResult, model: string) =>
  Object.fromEntries(
    tableOf(result, 'model', ['model', 'parameter', 'value']).flatMap(([of, name, value]) =>
      of === model ? [[String(name), Number(value)]] : [],
    ),
  )

/** expected.json beside the data says where each published number is from. */
describe('CDNOW as a workspace, the first 39 weeks', () => {
  it('is summed up customer by customer as published', async () => {
    const customers = customersOf(await ask('1997-09-30'))
    expect([customers.size, published.length]).toEqual([2357, 2357])
    const wrong = published.filter(([id, x, recency, age, spend]) => {
      const row = customers.get(id)
      // Published with two digits, the mean of no purchases as 0.
      return (
        row === undefined ||
        row[1] !== x ||
        Math.abs(row[2] - recency) > 0.00501 ||
        Math.abs(row[3] - age) > 0.00501 ||
        Math.abs((row[4] ?? 0) - spend) > 0.00501
      )
    })
    expect(wrong).toEqual([])
  })

  it('is fitted by BG/NBD and Gamma-Gamma as published, and predicts what was published', async () => {
    const result = await ask('1997-09-30')
    const { r = 0, alpha = 0, a = 0, b = 0, ...rest } = parametersOf(result, 'bg-nbd')
    expect(rest['log-likelihood']).toBeGreaterThanOrEqual(-9582.43)
    for (const [found, value] of [
      [r, 0.243],
      [alpha, 4.414],
      [a, 0.793],
      [b, 2.426],
    ] as const)
      expect(Math.abs(found - value)).toBeLessThan(0.005)
    const money = parametersOf(result, 'gamma-gamma')
    for (const [name, value] of [
      ['p', 6.25],
      ['q', 3.74],
      ['v', 15.45],
    ] as const)
      expect(Math.abs((money[name] ?? 0) - value)).toBeLessThan(0.05)
    const customers = customersOf(result)
    // At the times as they were published, in hundredths of a week; the model was fitted to those of whole days.
    for (const [id, value] of [
      [1516, 0.710623],
      [157, 0.662396],
      [1981, 0.486526],
      [841, 0.474738],
      [509, 0.424877],
    ] as const) {
      const [, x = 0, recency = 0, age = 0] = published.find((row) => row[0] === id) ?? []
      expect(Math.abs(bgNbdExpected({ r, alpha, a, b }, 1, x, recency, age) - value)).toBeLessThan(5e-6)
    }
    const spend = [24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408, 35.170981]
    for (const [place, value] of spend.entries()) expect(customers.get(place + 1)?.[7]).toBeCloseTo(value, 2)
    const mean = [...customers.values()].reduce((sum, row) => sum + row[7], 0) / customers.size
    expect(mean).toBeCloseTo(35.252_958_825_6, 2)
    expect(tableOf(result, 'checks', ['check', 'verdict']).every(([, verdict]) => verdict === 'passed')).toBe(true)
    expect(tableOf(result, 'checks', ['check', 'value']).find(([check]) => check === 'independence')?.[1]).toBeCloseTo(0.113884, 4)
  })

  it('is fitted by Pareto/NBD as published', async () => {
    const result = await ask('1997-09-30', { model: 'pareto-nbd' })
    const { r = 0, alpha = 0, s = 0, beta = 0, ...rest } = parametersOf(result, 'pareto-nbd')
    expect(rest['log-likelihood']).toBeGreaterThanOrEqual(-9594.98)
    for (const [found, value, within] of [
      [r, 0.553, 0.001],
      [alpha, 10.578, 0.01],
      [s, 0.606, 0.002],
      [beta, 11.669, 0.02],
    ] as const)
      expect(Math.abs(found - value)).toBeLessThan(within)
    expect(paretoNbdExpected({ r, alpha, s, beta }, 52, 26, 30.86, 31)).toBeCloseTo(25.46, 2)
    expect(paretoNbdAlive({ r, alpha, s, beta }, 26, 30.86, 31)).toBeCloseTo(0.9979, 4)
    expect(customersOf(result).get(1516)?.[5]).toBeCloseTo(0.9979, 3)
  })
})

it('CDNOW, 78 weeks: tried out on the second half, which is the published hold-out of 39 weeks with 1,882 purchases', async () => {
  const result = await ask('1998-06-30', { holdOut: 0.5 })
  const classes = tableOf(result, 'holdout', ['customers', 'expected', 'actual']) as number[][]
  const sum = (place: 1 | 2) => classes.reduce((all, row) => all + (row[0] ?? 0) * (row[place] ?? 0), 0)
  expect(sum(2)).toBeCloseTo(1882, 6)
  expect(Math.abs(sum(1) / 1882 - 1)).toBeLessThan(0.125)
  // Every dollar of the file.
  const dollars = transactions.reduce((all, one) => all + Math.round(Number(one.dollars) * 100), 0) / 100
  expect(Number(figureOf(result, 'ltv').value) * 2357).toBeCloseTo(dollars, 2)
})
