import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { runStudy } from '../../../../src/engine/studies/run-study.ts'
import { ask as report, contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

/**
 * As of 2026-06-30. Orders as [day, money, cost]; every customer came through the channel of the first order's deal.
 *
 * | customer | channel    | orders                                                             |
 * |----------|------------|--------------------------------------------------------------------|
 * | A        | Ads (paid) | 2026-01-10 100 cost 40; 2026-03-09 50 cost 20; 2026-06-20 10 cost 5 |
 * | B        | Ads (paid) | 2026-01-31 200 cost unknown; 2026-02-15 -20 cost 0 (a return)       |
 * | C        | Fair       | 2026-02-01 60 cost 30                                              |
 * | D        | Fair       | 2025-06-01 40 cost 10; 2026-04-01 40 cost 10                        |
 * | E        | none       | 2026-05-05 -5 cost 0: a return, so that E is no customer            |
 *
 * Margins: A 60 + 30 + 5, C 30, D 30 + 30, B -20 and 200 x rate. Known: margins 60 + 30 + 5 - 20 + 30 + 60 - 5 = 160 of
 * 100 + 50 + 10 - 20 + 60 + 80 - 5 = 275, so the rate is 160 / 275.
 * Spend: Ads media 60 on 2026-01-05, Fair event 30 on 2025-12-20, salaries 45 without a channel on 2026-02-02, Press media 15 on 2026-01-20 (nobody came).
 */
const rate = 160 / 275
const clock = contextOf('2026-06-30')
const won = { period: { from: '2026-01-01', to: '2026-03-31' }, lagMonths: 0 }
let small: Database
const order = (account: string, channel: string, ordered_at: string, amount: number, cost: number | null) => ({
  account,
  channel,
  ordered_at,
  amount,
  cost,
})
const orders = [
  order('A', 'Ads', '2026-01-10', 100, 40),
  order('A', 'Ads', '2026-03-09', 50, 20),
  order('A', 'Ads', '2026-06-20', 10, 5),
  order('B', 'Ads', '2026-01-31', 200, null),
  order('B', 'Ads', '2026-02-15', -20, 0),
  order('C', 'Fair', '2026-02-01', 60, 30),
  order('D', 'Fair', '2025-06-01', 40, 10),
  order('D', 'Fair', '2026-04-01', 40, 10),
]
beforeAll(async () => {
  small = await databaseOf({
    account: ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, industry: name === 'A' ? 'Food' : 'Steel' })),
    channel: [
      { name: 'Ads', is_paid: true },
      { name: 'Fair', is_paid: false },
      { name: 'Press', is_paid: true },
    ],
    opportunity: orders.map(({ account, channel, ordered_at }, place) => ({
      source_id: `deal-${place + 1}`,
      account,
      channel,
      created_at: ordered_at,
      status: 'open',
    })),
    order: [
      ...orders.map(({ account, ordered_at, amount, cost }, place) => ({
        account,
        ordered_at,
        amount,
        cost,
        status: 'confirmed',
        opportunity: `deal-${place + 1}`,
      })),
      { account: 'E', ordered_at: '2026-05-05', amount: -5, cost: 0, status: 'confirmed', opportunity: null },
    ],
    spend: [
      { channel: 'Ads', spent_on: '2026-01-05', amount: 60, kind: 'Media' },
      { channel: 'Fair', spent_on: '2025-12-20', amount: 30, kind: 'Event' },
      { channel: null, spent_on: '2026-02-02', amount: 45, kind: 'Salaries' },
      { channel: 'Press', spent_on: '2026-01-20', amount: 15, kind: 'Media' },
    ],
  })
})
afterAll(async () => small.close())
const of = (params: Record<string, unknown> = {}) => askStudy(small, clock, 'ltv-cac', { ...won, ...params })
const numbers = (rows: unknown[][]) =>
  rows.map((row) => row.map((cell) => (typeof cell === 'number' ? Math.round(cell * 1e4) / 1e4 : cell)))
const four = (value: number) => Math.round(value * 1e4) / 1e4

describe('worth against cost by hand', () => {
  it('customers won in the first quarter of 2026', async () => {
    // A, B and C: (95 + 200 rate - 20 + 30) / 3 against (60 + 15 + 45) / 3.
    const result = await of()
    const worth = (105 + 200 * rate) / 3
    expect(figureOf(result, 'ltv').value).toBeCloseTo(worth, 4)
    expect(['cac_paid', 'cac_blended', 'cac_loaded'].map((id) => [figureOf(result, id).value, figureOf(result, id).n])).toEqual([
      [37.5, 2],
      [25, 3],
      [40, 3],
    ])
    expect(figureOf(result, 'ltv_to_cac').value).toBeCloseTo(worth / 40, 6)
    expect(result.headline.en).toBe(
      'Of the 3 customers won from Jan 2026 to Mar 2026 each brought ¥74 of margin so far, 1.8 times the ¥40 it cost to win one, earned back by the end of month 1.',
    )
    expect(result.caveats.map(({ en }) => en)).toContain(
      'Of the money of purchases 57.9% knows its cost; the rest takes the measured margin of 58.2%.',
    )
  })

  it('a curve of months that each take who has lived them', async () => {
    // Month 1: A 60, B 200 rate - 20, C 30; month 2 of A ends on 03-09, the day of its 30; month 5 on 06-09, so that 06-20 falls into the sixth,
    // which nobody has lived. C has lived five on 06-30, from 02-01.
    const first = 70 + 200 * rate
    expect(numbers(tableOf(await of(), 'curve', ['month', 'n', 'worth', 'cumulative', 'cac']))).toEqual([
      [1, 3, four(first), four(first / 3), 40],
      [2, 3, 30, four(first / 3 + 10), 40],
      [3, 3, 0, four(first / 3 + 10), 40],
      [4, 3, 0, four(first / 3 + 10), 40],
      [5, 3, 0, four(first / 3 + 10), 40],
    ])
    expect(figureOf(await of({ months: 2 }), 'ltv').value).toBeCloseTo(first / 3 + 10, 4)
    const late = figureOf(await of({ months: 12 }), 'ltv')
    expect([late.value, late.reason?.en]).toEqual([null, 'Fewer than one in five customers is 12 months old yet'])
  })

  it('is earned back in the month that reaches the cost, or says that it is not yet', async () => {
    // With a margin of nothing where the cost is unknown: month 1 (70 / 3 = 23.33) stays below 25, month 2 (33.33) does not.
    const blended = await of({ marginRate: 0, cac: 'blended' })
    expect(figureOf(blended, 'payback_months').value).toBe(2)
    const loaded = figureOf(await of({ marginRate: 0 }), 'payback_months')
    expect([loaded.value, loaded.reason?.en]).toEqual([null, 'After 5 months a customer has not brought the cost yet'])
  })

  it('never mixes bases or customers', async () => {
    const revenue = await of({ basis: 'revenue' })
    // 160 + 180 + 60.
    expect(figureOf(revenue, 'ltv').value).toBeCloseTo(400 / 3, 9)
    for (const id of ['ltv_to_cac', 'payback_months'])
      expect([figureOf(revenue, id).value, figureOf(revenue, id).reason?.en]).toEqual([
        null,
        'Revenue is not held against a cost; look at the margin',
      ])
    // Paid: A and B alone on both sides.
    const paid = await of({ cac: 'paid' })
    expect(figureOf(paid, 'ltv').value).toBeCloseTo((75 + 200 * rate) / 2, 4)
    expect(figureOf(paid, 'ltv_to_cac').value).toBeCloseTo((75 + 200 * rate) / 2 / 37.5, 6)
  })

  it('moves spend by whole months, or by the measured median', async () => {
    // December to February instead of January to March: the fair of December joins in.
    expect(figureOf(await of({ lagMonths: 1 }), 'cac_blended').value).toBe(35)
    const measured = await of({ lagMonths: null })
    expect([figureOf(measured, 'lag_days').value, figureOf(measured, 'lag_days').n]).toEqual([0, 0])
    expect(measured.definition.map(({ en }) => en).join(' ')).toContain('not moved, since no deal is known from its lead to its win')
  })

  it('by channel, where all spend stays in the sum and what only costs has no cost per customer', async () => {
    const rows = tableOf(await of({ by: { field: 'channel.name' } }), 'groups', ['group', 'customers', 'spend', 'cac', 'ltv', 'payback'])
    expect(numbers(rows)).toEqual([
      ['Ads', 2, 60, 30, four((75 + 200 * rate) / 2), 1],
      ['Fair', 1, null, null, 30, null],
      ['Press', 0, 15, null, null, null],
      [null, 0, 45, null, null, null],
    ])
    // What spend knows nothing of.
    const industry = await of({ by: { field: 'account.industry' } })
    expect(tableOf(industry, 'groups', ['group', 'customers', 'cac'])).toEqual([
      ['Food', 1, null],
      ['Steel', 2, null],
    ])
    expect(industry.caveats.map(({ en }) => en)).toContain('Spend cannot be told by this breakdown, so groups have no cost.')
    const filtered = await of({ filters: [{ field: 'account.industry', op: 'in', values: ['Food'] }] })
    expect([figureOf(filtered, 'ltv').value, figureOf(filtered, 'ltv_to_cac').reason?.en]).toEqual([
      95,
      'A filter says nothing about spend',
    ])
  })

  it('leads to as many customers as it counts', async () => {
    const result = await of({ by: { field: 'channel.name' } })
    const params = { ...won, by: { field: 'channel.name' } }
    for (const { id, rows, drills } of result.tables)
      for (const [place, drill] of (drills ?? []).entries()) {
        const ids = drill === null ? null : await drillInto(small, clock, { study: 'ltv-cac', params, drill })
        expect([id, place, ids?.length]).toEqual([id, place, rows[place]?.['customers'] ?? rows[place]?.['n']])
      }
    await expect(drillInto(small, clock, { study: 'ltv-cac', drill: '{"kind":"gold"}' })).rejects.toMatchObject({ code: 'invalid-study' })
  })

  it('says why where nobody was won, where nothing was spent, and where nothing is predicted', async () => {
    const nobody = await of({ period: { from: '2024-01-01', to: '2024-12-31' } })
    expect(nobody.headline.en).toBe('Nobody was won from Jan 2024 to Dec 2024.')
    for (const { id, value, reason } of nobody.figures)
      if (value === null) expect([id, reason?.en]).toEqual([id, expect.stringMatching(/./)])
    const early = await of({ period: { from: '2025-06-01', to: '2025-06-30' } })
    expect(figureOf(early, 'cac_loaded').reason?.en).toBe('Nothing was spent in these days')
    expect(early.caveats.map(({ en }) => en)).toContain(
      'Nothing is predicted: there are 4 customers, and with fewer than 200 an estimate tells of chance.',
    )
    expect(tableOf(early, 'checks', ['check', 'verdict']).slice(0, 3)).toEqual([
      ['customers', 'failed'],
      ['repeaters', 'failed'],
      ['evenness', 'untried'],
    ])
  })

  it('costs what reports say that it costs', async () => {
    const metrics = ['cac_paid', 'cac_blended', 'cac_loaded']
    const { table } = await report(small, clock, { values: metrics.map((metric) => ({ metric, params: { lag: 31 } })), period: won.period })
    const { table: unmoved } = await report(small, clock, { values: metrics.map((metric) => ({ metric })), period: won.period })
    const study = await of({ lagMonths: null })
    expect(metrics.map((id) => figureOf(study, id).value)).toEqual(unmoved[0]?.slice(0, 3))
    expect(table[0]?.[1]).toBe(35)
  })

  it('stops where it is told to', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(runStudy(small, clock, { study: 'ltv-cac', params: won }, stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it('looks at revenue where nobody knows any cost, says so, and holds it against nothing', async () => {
  const other = await databaseOf({
    account: [{ name: 'A' }],
    order: [{ account: 'A', ordered_at: '2026-02-01', amount: 90, status: 'confirmed' }],
  })
  const result = await askStudy(other, clock, 'ltv-cac', won)
  expect([result.params['basis'], figureOf(result, 'ltv').value, figureOf(result, 'ltv_to_cac').value]).toEqual(['revenue', 90, null])
  expect(result.caveats[0]?.en).toContain('No purchase knows its cost')
  // By a margin that is given, or asked for the margin all the same.
  expect(figureOf(await askStudy(other, clock, 'ltv-cac', { ...won, marginRate: 0.5 }), 'ltv').value).toBe(45)
  expect(figureOf(await askStudy(other, clock, 'ltv-cac', { ...won, basis: 'margin' }), 'ltv').reason?.en).toContain('give a margin rate')
  await other.close()
})

describe('the same in reports', () => {
  const first = { from: '2026-01-01', to: '2026-03-31' }
  const value = (metric: string, params: Record<string, string | number> = {}) => ({ metric, params, id: JSON.stringify([metric, params]) })
  const asked = async (...values: ReturnType<typeof value>[]) =>
    (await report(small, clock, { period: first, values })).table[0]?.slice(0, -1)

  it('lifetime value, its ratio to the cost and the month it is back, of all and of paid channels', async () => {
    // A, B and C came: 95, 200 rate - 20, 30, as the study says. Spend of those months: 60 + 45 + 15.
    const margin = 105 + 200 * rate
    const [byMargin, byRevenue] = (await asked(value('ltv_cohort'), value('ltv_cohort', { basis: 'revenue' }))) ?? []
    expect([four(Number(byMargin)), byRevenue]).toEqual([four(margin / 3), 400 / 3])
    const loaded = { lag: 0 }
    const paid = { ...loaded, cac: 'paid' }
    const ratios = await asked(value('ltv_to_cac', loaded), value('ltv_to_cac', paid), value('cac_paid', loaded))
    // Paid channels: Ads 60 and Press 15 for A and B.
    expect(ratios?.map((ratio) => four(Number(ratio)))).toEqual([four(margin / 120), four((margin - 30) / 75), 37.5])
    // 62.1 a customer in the first month against 40; by paid channels 78.2 against 37.5.
    expect(await asked(value('cac_payback_months', loaded), value('cac_payback_months', paid))).toEqual([1, 1])
    const before = {
      period: { from: '2025-01-01', to: '2025-12-31' },
      values: [value('cac_payback_months', loaded), value('ltv_to_cac', loaded)],
    }
    // 30 of the Fair in December against D's 60.
    expect((await report(small, clock, before)).table[0]?.slice(0, -1)).toEqual([1, 2])
  })

  it('as far as the day the report is as of', async () => {
    const values = [value('ltv_cohort', { basis: 'revenue' })]
    // By the end of February A had bought for 100 alone.
    expect((await report(small, clock, { period: first, asOf: '2026-02-28', values })).table[0]?.[0]).toBe((100 + 180 + 60) / 3)
  })

  it('by month of the first purchase', async () => {
    const values = [value('ltv_cohort', { basis: 'revenue' }), { metric: 'new_customer_count' }]
    expect((await report(small, clock, { rows: [{ field: 'date', grain: 'month' }], period: first, values })).table).toEqual([
      ['2026-01-01', 170, 2, 1],
      ['2026-02-01', 60, 1, 1],
    ])
  })
})
