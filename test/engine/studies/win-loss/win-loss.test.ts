import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { themeOf } from '../../../../src/engine/studies/win-loss/themes.ts'
import { contextOf } from '../../report/ask.ts'
import { clock, dealsDatabase } from '../../report/deals.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

const context = contextOf(clock)
const period = { from: '2026-01-01', to: '2026-06-30' }

describe('win and loss of eight deals (see deals.ts)', () => {
  let database: Database
  beforeAll(async () => {
    database = await dealsDatabase()
  })
  afterAll(async () => database.close())
  const ask = (params: Record<string, unknown> = {}) => askStudy(database, context, 'win-loss', { period, ...params })
  const figures = async (params: Record<string, unknown> = {}) => {
    const result = await ask(params)
    return ['win_rate', 'value_rate', 'won', 'lost'].map((id) => figureOf(result, id).value)
  }

  it('holds wins against what closed, by count and by value', async () => {
    // Won 100 + 200 + 300, lost 50 + 70.
    expect(await figures()).toEqual([3 / 5, 600 / 720, 3, 2])
    const interval = figureOf(await ask(), 'win_rate').interval
    // Wilson for 3 of 5 by hand: (0.6 + 3.8415 / 10 ± 1.96 sqrt(0.24 / 5 + 3.8415 / 100)) / (1 + 3.8415 / 5).
    expect([interval?.from.toFixed(4), interval?.to.toFixed(4)]).toEqual(['0.2307', '0.8824'])
  })

  it('follows those that were created in the period, held against all or against the overdue', async () => {
    // Created since January: won 1, 2, 3, lost 4, open 6 (400) and 7; deal 8 has no day.
    expect(await figures({ basis: 'created' })).toEqual([3 / 4, 600 / 650, 3, 1])
    expect(await figures({ basis: 'created', against: 'all' })).toEqual([3 / 6, 600 / 1050, 3, 1])
    expect(figureOf(await ask({ basis: 'created' }), 'open').value).toBe(2)
  })

  it('breaks down by a dimension, and names the deals behind each group', async () => {
    const result = await ask({ by: { field: 'owner.name' } })
    expect(tableOf(result, 'groups', ['group', 'won', 'lost', 'rate', 'won_amount'])).toEqual([
      ['Ann', 2, 0, 1, 300],
      ['Bob', 1, 1, 1 / 2, 300],
      ['Cid', 0, 1, 0, 0],
    ])
    const drill = result.tables.find(({ id }) => id === 'groups')?.drills?.[1]
    const ids = await drillInto(database, context, { study: 'win-loss', params: { period, by: { field: 'owner.name' } }, drill })
    expect(ids).toHaveLength(2)
  })

  it('looks back to the state of an earlier day', async () => {
    const march = { asOf: '2026-03-31', period: { from: '2026-01-01', to: '2026-12-31' } }
    expect(await figures(march)).toEqual([2 / 3, 300 / 370, 2, 1])
  })

  it('orders size by quarters that keep equal amounts together', async () => {
    const bands = tableOf(await ask(), 'bands', ['kind', 'low', 'high', 'won', 'decided']).filter(([kind]) => kind === 'amount')
    expect(bands).toEqual([
      ['amount', 50, 70, 0, 2],
      ['amount', 100, 100, 1, 1],
      ['amount', 200, 200, 1, 1],
      ['amount', 300, 300, 1, 1],
    ])
    // Lost 50 and 70, won 100, 200 and 300; an end belongs to the band below it.
    const own = tableOf(await ask({ sizeBands: [100, 250] }), 'bands', ['kind', 'low', 'high', 'won', 'decided'])
    expect(own.filter(([kind]) => kind === 'amount')).toEqual([
      ['amount', 50, 100, 1, 3],
      ['amount', 200, 200, 1, 1],
      ['amount', 300, 300, 1, 1],
    ])
    await expect(ask({ sizeBands: [100, 100] })).rejects.toMatchObject({ details: { path: 'sizeBands' } })
  })
})

it('tries no field that is only filled once a deal is lost', async () => {
  const deals = (count: number, more: object) =>
    Array.from({ length: count }, () => ({ amount: 1, created_at: '2026-01-02', closed_at: '2026-02-02', ...more }))
  const database = await databaseOf({
    opportunity: [
      ...deals(30, { status: 'won', type: 'New' }),
      ...deals(10, { status: 'lost', type: 'New' }),
      ...deals(20, { status: 'lost', type: 'Again', competitor: 'Rival' }),
    ],
  })
  try {
    const result = await askStudy(database, context, 'win-loss', { period })
    expect(tableOf(result, 'drivers', ['field', 'value', 'rate'])).toEqual([
      ['opportunity.type', 'New', 30 / 40],
      ['opportunity.type', 'Again', 0],
    ])
    expect(result.caveats.map(({ en }) => en).join(' ')).toContain('not tried for what goes with winning: Competitor.')
  } finally {
    await database.close()
  }
})

describe('reasons and what goes with winning', () => {
  let database: Database
  const deal = (place: number, status: 'won' | 'lost', industry: string, reason: string | null, competitor: string | null) => ({
    account: `${industry} account`,
    status,
    amount: 10,
    created_at: '2026-01-02',
    closed_at: `2026-0${1 + (place % 3)}-15`,
    ...(status === 'won' ? { won_reason: reason } : { lost_reason: reason }),
    competitor,
  })
  const many = <T>(times: number, make: (place: number) => T): T[] => Array.from({ length: times }, (_, place) => make(place))
  beforeAll(async () => {
    database = await databaseOf({
      account: [
        { name: 'Food account', industry: 'Food' },
        { name: 'Steel account', industry: 'Steel' },
      ],
      opportunity: [
        ...many(40, (place) => deal(place, 'won', 'Food', 'Service', null)),
        ...many(10, (place) => deal(place, 'lost', 'Food', 'Price too high', 'Acme')),
        ...many(10, (place) => deal(place, 'won', 'Steel', null, 'Acme')),
        ...many(30, (place) => deal(place, 'lost', 'Steel', '价格太贵', 'Acme')),
        ...many(6, (place) => deal(place, 'lost', 'Steel', null, null)),
        ...many(4, (place) => deal(place, 'lost', 'Steel', 'Duplicate', null)),
      ],
    })
  })
  afterAll(async () => database.close())
  const ask = (params: Record<string, unknown> = {}) => askStudy(database, context, 'win-loss', { period, ...params })

  it('lists reasons from the most frequent on, and gathers what people wrote differently', async () => {
    const rows = tableOf(await ask(), 'reasons', ['outcome', 'reason', 'deals', 'cumulative_share']).filter(
      ([outcome]) => outcome === 'lost',
    )
    expect(rows).toEqual([
      ['lost', '价格太贵', 30, 30 / 50],
      ['lost', 'Price too high', 10, 40 / 50],
      ['lost', null, 6, 46 / 50],
      ['lost', 'Duplicate', 4, 1],
    ])
    const reasonGroups = [{ name: 'Too dear here', reasons: ['价格太贵', 'Duplicate'] }]
    expect(tableOf(await ask({ reasonGroups }), 'themes', ['theme', 'deals', 'wordings'])).toEqual([
      ['own-1', 34, 2],
      ['price', 10, 1],
      ['none', 6, 1],
    ])
    expect(tableOf(await ask(), 'themes', ['theme', 'deals', 'wordings'])).toEqual([
      ['price', 40, 2],
      ['none', 6, 1],
      ['other', 4, 1],
    ])
    const months = tableOf(await ask(), 'reason_months', ['month', 'deals']) as [string, number][]
    expect(months.reduce((sum, [, deals]) => sum + deals, 0)).toBe(50)
  })

  it('sets apart what was no loss', async () => {
    const result = await ask({ setApart: ['Duplicate'] })
    expect([figureOf(result, 'win_rate').value, figureOf(result, 'apart').value]).toEqual([50 / 96, 4])
  })

  it('finds what was planted, with its interval, and nothing where there is nothing', async () => {
    // Food 40 of 50, Steel 10 of 50: z = 0.6 / sqrt(0.5 * 0.5 * 2 / 50) = 6.
    const [first] = tableOf(await ask({ drivers: ['account.industry'] }), 'drivers', ['field', 'value', 'rate', 'difference', 'stands_out'])
    expect(first).toEqual(['account.industry', 'Food', 0.8, expect.closeTo(0.6, 12), true])
    const competitors = tableOf(await ask(), 'competitors', ['competitor', 'won', 'lost', 'rate'])
    expect(competitors).toEqual([
      ['Acme', 10, 40, 0.2],
      [null, 40, 10, 0.8],
    ])
    const none = await ask({ drivers: ['source.system'] })
    expect(tableOf(none, 'drivers', ['field'])).toEqual([])
    expect(none.caveats.some(({ en }) => en.startsWith('No value has enough deals'))).toBe(true)
  })

  it('knows a theme by its words in both languages', () => {
    expect(['Too expensive', '预算不足', 'Went with a rival', '客户失联', 'qqq', '  '].map((text) => themeOf(text).id)).toEqual([
      'price',
      'budget',
      'competitor',
      'contact',
      'other',
      'none',
    ])
  })

  it('refuses a stage there is not', async () => {
    await expect(ask({ fromStage: 'Nowhere' })).rejects.toMatchObject({ details: { reason: 'unknown-stage' } })
  })
})
