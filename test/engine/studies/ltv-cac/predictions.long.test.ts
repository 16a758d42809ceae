import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { randomFrom } from '../../../../src/engine/studies/statistics/random.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, figureOf, tableOf } from '../ask-study.ts'

describe('predictions', () => {
  /** Marts of invented purchases, since rows one by one would take long: each customer by a start and the gaps after it, in days. */
  let base: Database
  const asOf = 20_600
  const context = contextOf('2026-05-27')
  beforeAll(async () => {
    base = await databaseOf({ account: [{ name: 'A' }], order: [{ account: 'A', ordered_at: '2025-01-01', amount: 5 }] })
  })
  afterAll(async () => base.close())
  let version = 1
  type Life = readonly (readonly [day: number, amount: number])[]
  async function askOf(lives: readonly Life[], params: Record<string, unknown> = {}) {
    const rows = lives.flatMap((life, customer) => life.map(([day, amount], place) => [customer + 10, day, amount, place + 1] as const))
    const column = (place: 0 | 1 | 2 | 3) => rows.map((row) => row[place])
    await base.run(
      `create or replace table mart.purchase as
       select
         'order' as entity, number as id, 'crm' as source, 'order' as source_id, 1 as load_id, 1::bigint as file_id, number as row_number,
         (date '1970-01-01' + day)::timestamp as purchased_at, day as purchased_day, 0 as purchased_month, 1 as account_ref, null::integer as owner_ref,
         null::integer as channel_ref, null::integer as campaign_ref, money::decimal(18, 4) as amount, 'CNY' as currency,
         money::decimal(18, 4) as amount_reporting, account as account_id, place as sequence
       from (
         select unnest($a::bigint[]) as account, unnest($d::integer[]) as day, unnest($m::double[]) as money, unnest($s::integer[]) as place,
           generate_subscripts($a::bigint[], 1)::bigint as number)`,
      { a: column(0), d: column(1), m: column(2), s: column(3) },
    )
    version += 1
    return await askStudy(base, { ...context, dataVersion: version }, 'ltv-cac', {
      period: { from: '2020-01-01', to: '2026-05-27' },
      basis: 'revenue',
      ...params,
    })
  }
  const random = randomFrom(5)
  const exponential = (mean: number): number => Math.max(1, Math.round(-Math.log(1 - random()) * mean))
  /** Comes by chance, and leaves with one chance in eight after each purchase. */
  const life = (money: (purchases: number) => number): Life => {
    const mean = 20 + random() * 120
    const days = [asOf - 100 - Math.floor(random() * 700)]
    while (random() > 0.125) {
      const next = (days.at(-1) ?? 0) + exponential(mean)
      if (next > asOf) break
      days.push(next)
    }
    const each = money(days.length)
    return days.map((day) => [day, each * (0.7 + 0.6 * random())])
  }

  it('are made where customers buy by chance, add up over customers, and hold in the part of the history that is held out', async () => {
    const result = await askOf(
      Array.from({ length: 500 }, () => life(() => 50 + 100 * random())),
      { list: 1000 },
    )
    expect(tableOf(result, 'checks', ['verdict']).flat()).toEqual(Array.from({ length: 7 }, () => 'passed'))
    const customers = tableOf(result, 'customers', ['alive', 'purchases', 'predicted', 'repeats']) as number[][]
    expect(customers.length).toBe(500)
    const sum = (place: number) => customers.reduce((all, row) => all + (row[place] ?? 0), 0)
    expect(figureOf(result, 'predicted_alive').value).toBeCloseTo(sum(0), 6)
    expect(figureOf(result, 'predicted_purchases').value).toBeCloseTo(sum(1), 6)
    expect(figureOf(result, 'predicted_value').value).toBeCloseTo(sum(2) / 500, 6)
    for (const [alive = 0, purchases = 0, , repeats] of customers) {
      expect(alive).toBeGreaterThan(0)
      expect(alive).toBeLessThanOrEqual(1)
      expect(purchases).toBeGreaterThanOrEqual(0)
      if (repeats === 0) expect(alive).toBe(1)
    }
    expect(customers.map((row) => row[2] ?? 0)).toEqual(customers.map((row) => row[2] ?? 0).toSorted((a, b) => b - a))
  })

  it.each([
    [
      'who buy every thirty days, as by contract',
      () => Array.from({ length: 20 }, (_, k): [number, number] => [asOf - 620 + 30 * k + Math.floor(3 * random()), 10]),
      /evenly as by contract or subscription/,
    ],
    [
      'who all buy once',
      () => [[asOf - 100 - Math.floor(300 * random()), 10] as [number, number]],
      /0 customers have bought again, and a rhythm can be learnt from 30 or more/,
    ],
  ])('are refused for customers %s', async (_, of, why) => {
    const result = await askOf(Array.from({ length: 250 }, of))
    expect(result.caveats.map(({ en }) => en).find((text) => text.startsWith('Nothing is predicted'))).toMatch(why)
    expect([figureOf(result, 'predicted_value').value, figureOf(result, 'predicted_value').reason?.en]).toEqual([
      null,
      expect.stringMatching(why),
    ])
    expect(result.tables.map(({ id }) => id)).not.toContain('customers')
  })

  it('tell no money where it goes with how often one buys', async () => {
    const result = await askOf(Array.from({ length: 500 }, () => life((purchases) => 20 * purchases * purchases)))
    expect(figureOf(result, 'predicted_purchases').value).toBeGreaterThan(0)
    expect(figureOf(result, 'predicted_value').value).toBeNull()
    expect(figureOf(result, 'predicted_value').reason?.en).toMatch(/^The money of a purchase goes with how often one buys/)
    expect(tableOf(result, 'checks', ['check', 'verdict'])).toContainEqual(['independence', 'failed'])
  })
})
