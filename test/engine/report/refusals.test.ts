import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ask, contextOf } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'
import { databaseOf } from './small-model.ts'

let database: Database
const run = (spec: ReportSpecInput): ReturnType<typeof ask> => ask(database, contextOf(clock), spec)
const won = [{ metric: 'won_value' }]

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('a question that cannot be answered says why', () => {
  it.each<[string, ReportSpecInput, string, object]>([
    [
      'a mistyped metric',
      { values: [{ metric: 'won_valu' }] },
      'unknown-metric',
      { metric: 'won_valu', didYouMean: expect.arrayContaining(['won_value']) },
    ],
    [
      'a mistyped field',
      { values: won, rows: [{ field: 'ower.name' }] },
      'unknown-field',
      { field: 'ower.name', didYouMean: expect.arrayContaining(['owner.name']) },
    ],
    ['a field of a filter', { values: won, filters: [{ field: 'nonsense', op: 'is-empty' }] }, 'unknown-field', { field: 'nonsense' }],
    [
      'leads by product',
      { values: [{ metric: 'lead_count' }], rows: [{ field: 'product.line' }] },
      'unreachable-dimension',
      { metric: 'lead_count', dimension: 'product.line', reachable: expect.arrayContaining(['channel.name', 'owner.name']) },
    ],
    ['a metric without its data', { values: [{ metric: 'order_value' }] }, 'missing-data', { metric: 'order_value', entity: 'order' }],
    ['the same id twice', { values: [...won, ...won] }, 'invalid-report', { reason: 'duplicate-id' }],
    [
      'a dimension twice',
      { values: won, rows: [{ field: 'owner.name' }, { field: 'owner.name' }, { field: 'owner.name' }] },
      'invalid-report',
      { reason: 'dimension-twice' },
    ],
    ['a stat of a sum', { values: [{ metric: 'won_value', stat: 'p50' }] }, 'invalid-report', { reason: 'stat-without-distribution' }],
    [
      'an unknown parameter',
      { values: [{ metric: 'win_rate', params: { popluation: 'all' } }] },
      'invalid-report',
      { reason: 'unknown-param', known: ['population', 'stage', 'owner'] },
    ],
    [
      'a parameter’s value',
      { values: [{ metric: 'win_rate', params: { population: 'some' } }] },
      'invalid-report',
      { reason: 'param-value', choices: ['closed', 'cohort', 'all', 'from-stage'] },
    ],
    [
      'a day that does not exist',
      { values: won, period: { from: '2026-02-30', to: '2026-03-01' } },
      'invalid-report',
      { reason: 'no-such-day' },
    ],
    [
      'a period that runs backwards',
      { values: won, period: { from: '2026-03-02', to: '2026-03-01' } },
      'invalid-report',
      { reason: 'period-ends-before-it-starts' },
    ],
    [
      'a sort by nothing',
      { values: won, rows: [{ field: 'owner.name' }], sort: [{ by: 'lost_value' }] },
      'invalid-report',
      { reason: 'unknown-sort' },
    ],
    [
      'a top list of a field that is not shown',
      { values: won, top: { field: 'owner.name', n: 1, by: 'won_value' } },
      'invalid-report',
      { reason: 'top-not-on-a-shelf' },
    ],
    [
      'a grain without a date',
      { values: won, rows: [{ field: 'owner.name', grain: 'month' }] },
      'invalid-report',
      { reason: 'grain-without-date' },
    ],
    ['a comparison without days', { values: won, compare: ['previous-year'] }, 'invalid-report', { reason: 'compare-needs-period' }],
    [
      'a running total of a ratio',
      { values: [{ metric: 'win_rate' }], rows: [{ field: 'date' }], calculations: [{ of: 'win_rate', as: 'running-total' }] },
      'invalid-report',
      { reason: 'calculation-needs-sum' },
    ],
    [
      'text where a number belongs',
      { values: won, filters: [{ field: 'load.id', op: 'in', values: ['1; drop table x'] }] },
      'invalid-report',
      { reason: 'filter-values' },
    ],
    [
      'a boolean that is none',
      { values: won, filters: [{ field: 'channel.is_paid', op: 'in', values: ['maybe'] }] },
      'invalid-report',
      { reason: 'filter-values' },
    ],
    [
      'a day in a wrong form',
      { values: won, filters: [{ field: 'opportunity.closed_at', op: 'at-least', values: ['03/01/2026'] }] },
      'invalid-report',
      { reason: 'filter-values' },
    ],
  ])('%s', async (_, spec, code, details) => {
    await expect(run(spec)).rejects.toMatchObject({ code, details })
  })
})

describe('the text of a question never becomes SQL', () => {
  const attack = `x' or 1=1; drop table mart.opportunity; -- " $p0 {as_of} \0`

  it.each<[string, ReportSpecInput]>([
    ['metric', { values: [{ metric: attack }] }],
    ['field', { values: won, rows: [{ field: attack }] }],
    ['sort', { values: won, sort: [{ by: attack }] }],
    ['top', { values: won, rows: [{ field: 'owner.name' }], top: { field: attack, n: 1, by: attack } }],
    ['calculation', { values: won, calculations: [{ of: attack, as: 'rank' }] }],
    ['parameter', { values: [{ metric: 'win_rate', params: { [attack]: attack } }] }],
  ])('as a %s it is refused', async (_, spec) => {
    await expect(run(spec)).rejects.toMatchObject({ code: expect.stringMatching(/^(unknown-metric|unknown-field|invalid-report)$/) })
    expect((await run({ values: [{ metric: 'opportunity_count' }] })).table).toEqual([[8, 0]])
  })

  it('as a value or an id it is text', async () => {
    const ids = await run({
      values: [{ metric: 'won_value', id: attack }],
      rows: [{ field: 'owner.name' }],
      sort: [{ by: attack }],
      calculations: [{ of: attack, as: 'rank', id: `${attack}2` }],
      top: { field: 'owner.name', n: 5, by: attack, other: true },
    })
    expect(ids.columns.map(({ id }) => id)).toEqual(['owner.name', attack, `${attack}2`])
    expect(ids.table).toEqual(
      [
        ['Bob', 300, 1, 1],
        ['Ann', 300, 1, 1],
      ].sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
    )
    for (const op of ['in', 'not-in', 'contains', 'at-least', 'at-most'] as const) {
      const { table } = await run({ values: [{ metric: 'opportunity_count' }], filters: [{ field: 'owner.name', op, values: [attack] }] })
      expect(table[0]?.[0], op).toBe(op === 'not-in' ? 8 : op === 'at-most' ? 7 : 0) // Ann, Bob and Cid sort before x; nobody is empty
    }
  })

  it('in the data it may stand anywhere, on both shelves and in a top list', async () => {
    const names = [`x' or 1=1 --`, 'a "b" | c', '$other', '{n}.id', '公司']
    const hostile = await databaseOf({
      opportunity: names.map((owner) => ({
        owner,
        status: 'won',
        amount: 1,
        created_at: '2026-01-01',
        closed_at: '2026-01-02',
        account: owner,
      })),
    })
    const table = (
      await ask(hostile, contextOf(clock), {
        rows: [{ field: 'owner.name' }],
        columns: [{ field: 'account.name' }],
        values: [{ metric: 'won_value' }],
        totals: { rows: 'grand' },
      })
    ).table
    expect(table).toHaveLength(6)
    expect(table.at(-1)).toEqual([null, 1, 1, 1, 1, 1, 0])
    await hostile.close()
  })
})

describe('money in several currencies', () => {
  let mixed: Database
  const deal = (currency: string | null, closed_at: string, owner: string): Record<string, string | number | null> => ({
    owner,
    status: 'won',
    amount: 100,
    currency,
    created_at: '2026-01-01',
    closed_at,
  })

  beforeAll(async () => {
    mixed = await databaseOf({
      opportunity: [
        deal('CNY', '2026-01-10', 'Ann'),
        deal(null, '2026-01-11', 'Ann'),
        deal('USD', '2026-01-12', 'Bob'),
        deal('USD', '2026-03-01', 'Cid'),
        deal('EUR', '2026-03-05', 'Cid'),
      ],
      exchange_rate: [
        { from_currency: 'USD', to_currency: 'CNY', valid_on: '2026-02-01', rate: 7 },
        { from_currency: 'CNY', to_currency: 'EUR', valid_on: '2026-01-01', rate: 0.125 },
      ],
    })
  })
  afterAll(() => mixed.close())

  it('is refused where no rate holds on the day, naming pairs and days', async () => {
    await expect(ask(mixed, contextOf(clock), { values: won })).rejects.toMatchObject({
      code: 'missing-exchange-rate',
      details: { pairs: ['USD→CNY'], dates: ['2026-01-12..2026-01-12'], rows: 1 },
    })
  })

  it('is answered for the rows a rate reaches, by the rate of the day and by the inverse', async () => {
    const { table } = await ask(mixed, contextOf(clock), {
      values: won,
      rows: [{ field: 'owner.name' }],
      filters: [{ field: 'owner.name', op: 'in', values: ['Ann', 'Cid'] }],
    })
    expect(table).toEqual([
      ['Ann', 200, 1],
      ['Cid', 700 + 800, 1],
    ]) // 100 x 7; 100 / 0.125
    expect((await ask(mixed, contextOf(clock), { values: [{ metric: 'won_count' }] })).table).toEqual([[5, 0]])
  })
})

it('a discount by orders that nobody split into lines says that lines are missing, not orders', async () => {
  const small = await databaseOf({ order: [{ amount: '100', currency: 'CNY', ordered_at: '2026-03-01 09:00:00' }] })
  try {
    const values = [{ metric: 'average_discount_rate', params: { basis: 'order' } }]
    await expect(ask(small, contextOf(clock), { values })).rejects.toMatchObject({
      code: 'missing-data',
      details: { entity: 'order_line' },
    })
  } finally {
    await small.close()
  }
})

it('money of another thing, or of another day, is refused where that has no rate, whatever the row’s own has', async () => {
  const small = await databaseOf({
    opportunity: [{ source_id: 'D1', amount: 500, currency: 'EUR', created_at: '2026-01-10 06:00:00', status: 'open' }],
    quote: [{ opportunity: 'D1', amount: 250, sent_at: '2026-01-10 10:30:00' }],
    instalment: [{ amount: 1000, currency: 'USD', original_due_on: '2026-02-10', due_on: '2026-01-20' }],
    payment: [{ amount: 1, received_at: '2026-02-10 00:00:00' }],
    exchange_rate: [{ from_currency: 'USD', to_currency: 'CNY', valid_on: '2026-02-01', rate: 7 }],
  })
  const of = (metric: string, params: Record<string, string>) => ask(small, contextOf('2026-06-30'), { values: [{ metric, params }] })
  try {
    await expect(of('quote_to_deal_rate', { of: 'value' })).rejects.toMatchObject({
      code: 'missing-exchange-rate',
      details: { pairs: ['EUR→CNY'], dates: ['2026-01-10..2026-01-10'], rows: 1 },
    })
    // Moved forward to a day before the first rate.
    const before = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], dates: ['2026-01-20..2026-01-20'], rows: 1 } }
    await expect(of('due_amount', { plan: 'current' })).rejects.toMatchObject(before)
    await expect(of('collection_rate', { variant: 'cohort', plan: 'current' })).rejects.toMatchObject(before)
    expect((await of('due_amount', { plan: 'original' })).table).toEqual([[7000, 0]])
  } finally {
    await small.close()
  }
})
