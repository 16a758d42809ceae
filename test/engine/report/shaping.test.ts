import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ask, contextOf, type Answer } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
const answer = (spec: ReportSpecInput, settings = {}): Promise<Answer> => ask(database, contextOf(clock, settings), spec)
const rows = async (spec: ReportSpecInput, settings = {}): Promise<Answer['table']> => (await answer(spec, settings)).table

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('filters', () => {
  const count = async (filter: NonNullable<ReportSpecInput['filters']>[number]): Promise<unknown> =>
    (await rows({ values: [{ metric: 'opportunity_count' }], filters: [filter] }))[0]?.[0]

  it.each([
    [{ field: 'owner.name', op: 'in', values: ['Ann', 'Bob'] }, 5], // 1, 2, 6; 3, 4
    [{ field: 'owner.name', op: 'in', values: ['Ann', null] }, 4], // 1, 2, 6; 7
    [{ field: 'owner.name', op: 'not-in', values: ['Ann'] }, 5], // 3, 4, 5, 7, 8: the empty one stays
    [{ field: 'owner.name', op: 'not-in', values: ['Ann', null] }, 4], // 3, 4, 5, 8
    [{ field: 'owner.name', op: 'in', values: [] }, 0],
    [{ field: 'owner.name', op: 'not-in', values: [] }, 8],
    [{ field: 'account.industry', op: 'is-empty' }, 3], // 5, 7, 8
    [{ field: 'account.industry', op: 'is-not-empty' }, 5],
    [{ field: 'account.name', op: 'contains', values: ['ALPH'] }, 3], // 1, 3, 6
    [{ field: 'opportunity.created_at', op: 'between', values: ['2026-01-01', '2026-01-11'] }, 2], // both ends count
    [{ field: 'opportunity.created_at', op: 'at-least', values: ['2026-03-01'] }, 3], // 3, 6, 7
    [{ field: 'opportunity.closed_at', op: 'at-most', values: ['2026-03-12'] }, 2], // 1, 2
    [{ field: 'opportunity.created_at', op: 'is-empty' }, 1], // 8
    [{ field: 'date', op: 'at-least', values: ['2026-05-01'] }, 2], // 6, 7 by creation
    [{ field: 'load.id', op: 'in', values: [1] }, 8],
  ] as const)('%j leaves %i deals', async (filter, expected) => {
    expect(await count(filter as never)).toBe(expected)
  })

  it.each([
    ['owner.name', 'in', ['Ann', null], 4],
    ['owner.name', 'not-in', ['Ann', null], 4],
    ['owner.name', 'not-in', ['Ann'], 5],
    ['opportunity.created_at', 'in', ['2026-01-01', null], 2],
    ['load.id', 'in', [1], 8],
    ['load.id', 'not-in', [1], 0],
  ] as const)('%s %s 50,000 others and %j leaves %i deals', async (field, op, values, expected) => {
    const others = Array.from({ length: 50_000 }, (_, index) =>
      field === 'load.id' ? index + 2 : field === 'owner.name' ? `Nobody ${index}` : `${1800 + (index % 100)}-01-01`,
    )
    expect(await count({ field, op, values: [...others, ...values] })).toBe(expected)
  })
})

describe('grains', () => {
  const leads = async (grain: never, settings = {}): Promise<unknown[][]> =>
    (await rows({ rows: [{ field: 'date', grain }], values: [{ metric: 'lead_count' }] }, settings)).map((row) => row.slice(0, 2))

  // Leads: Monday 2026-02-02, Friday 2026-02-20, Wednesday 2026-04-01.
  it.each([
    [
      'day',
      {},
      [
        ['2026-02-02', 1],
        ['2026-02-20', 1],
        ['2026-04-01', 1],
      ],
    ],
    [
      'week',
      {},
      [
        ['2026-02-02', 1],
        ['2026-02-16', 1],
        ['2026-03-30', 1],
      ],
    ],
    [
      'week',
      { firstDayOfWeek: 7 },
      [
        ['2026-02-01', 1],
        ['2026-02-15', 1],
        ['2026-03-29', 1],
      ],
    ],
    [
      'month',
      {},
      [
        ['2026-02-01', 2],
        ['2026-04-01', 1],
      ],
    ],
    [
      'quarter',
      {},
      [
        ['2026-01-01', 2],
        ['2026-04-01', 1],
      ],
    ],
    ['year', {}, [['2026-01-01', 3]]],
    ['fiscal_quarter', { fiscalYearStartMonth: 2 }, [['2026-02-01', 3]]],
    [
      'fiscal_year',
      { fiscalYearStartMonth: 4 },
      [
        ['2025-04-01', 2],
        ['2026-04-01', 1],
      ],
    ],
    [
      'weekday',
      {},
      [
        [1, 1],
        [3, 1],
        [5, 1],
      ],
    ],
    [
      'weekday',
      { firstDayOfWeek: 5 },
      [
        [5, 1],
        [1, 1],
        [3, 1],
      ],
    ],
    ['hour', {}, [[0, 3]]],
  ] as const)('%s with %j', async (grain, settings, expected) => {
    expect(await leads(grain as never, settings)).toEqual(expected)
  })
})

describe('sort, top and limit', () => {
  const values = [{ metric: 'won_value' }] as const

  it('sorts by a value, by a dimension, and siblings within their parents', async () => {
    expect(
      (await rows({ rows: [{ field: 'account.name' }], values: [...values], sort: [{ by: 'won_value' }] })).map(([name]) => name),
    ).toEqual(['Alpha', 'Beta'])
    expect(
      (await rows({ rows: [{ field: 'account.name' }], values: [...values], sort: [{ by: 'won_value', direction: 'asc' }] })).map(
        ([name]) => name,
      ),
    ).toEqual(['Beta', 'Alpha'])
    expect(
      (await rows({ rows: [{ field: 'owner.name' }], values: [...values], sort: [{ by: 'owner.name', direction: 'desc' }] })).map(
        ([name]) => name,
      ),
    ).toEqual(['Bob', 'Ann'])
    const levels = await rows({
      rows: [{ field: 'account.name' }, { field: 'owner.name' }],
      values: [...values],
      sort: [{ by: 'won_value' }],
      totals: { rows: 'all-levels' },
    })
    expect(levels.map((row) => row.slice(0, 3))).toEqual([
      ['Alpha', null, 400],
      ['Alpha', 'Bob', 300],
      ['Alpha', 'Ann', 100],
      ['Beta', null, 200],
      ['Beta', 'Ann', 200],
      [null, null, 600],
    ])
  })

  it('shows the rest of a top list as one row by the metric’s own definition', async () => {
    const table = await rows({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'win_rate' }],
      totals: { rows: 'grand' },
      top: { field: 'owner.name', n: 1, by: 'opportunity_count', other: true },
      sort: [{ by: 'win_rate', direction: 'asc' }],
    })
    // Ann has three deals. The rest: 3 won, 4 and 5 lost, 7 and 8 open: 1 of 3 closed, though Bob has 1/2 and Cid 0. It stands last.
    expect(table).toEqual([
      ['Ann', 3, 1, 1],
      ['$other', 5, 1 / 3, 1],
      [null, 8, 3 / 5, 0],
    ])
  })

  it('leaves the rest out without it, totals included, and says so', async () => {
    const { table, warnings } = await answer({
      rows: [{ field: 'account.name' }],
      values: [...values],
      totals: { rows: 'grand' },
      top: { field: 'account.name', n: 1, by: 'won_value' },
    })
    expect(table).toEqual([
      ['Alpha', 400, 1],
      [null, 400, 0],
    ])
    expect(warnings.map(({ code }) => code)).toContain('top-only')
  })

  it('limits rows and says how many there are; the grand total stays', async () => {
    const { table, rowCount, trueRowCount } = await answer({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'grand' },
      limit: 2,
      sort: [{ by: 'opportunity_count' }],
    })
    expect(table).toEqual([
      ['Ann', 3, 1],
      ['Bob', 2, 1],
      [null, 8, 0],
    ])
    expect([rowCount, trueRowCount]).toEqual([3, 5]) // Ann, Bob, Cid, nobody, total
  })
})

describe('comparisons and calculations', () => {
  it('set a quarter beside the one before, and beside a year before', async () => {
    const { table, columns } = await answer({
      values: [{ metric: 'won_value' }],
      period: { from: '2026-04-01', to: '2026-06-30' },
      compare: ['previous-period', 'previous-year'],
      calculations: [
        { of: 'won_value', as: 'relative-difference', against: 'previous-period' },
        { of: 'won_value', as: 'difference', against: 'previous-period', id: 'more' },
      ],
    })
    expect(columns.map(({ id }) => id)).toEqual([
      'won_value',
      'won_value@previous-period',
      'won_value@previous-year',
      'won_value:relative-difference@previous-period',
      'more',
    ])
    expect(table).toEqual([[300, 300, 0, 0, 0, 0]]) // Q1: 100 + 200
  })

  it('lay months beside the months before and beside those of last year', async () => {
    const table = await rows({
      rows: [{ field: 'date' }],
      values: [{ metric: 'won_value' }],
      period: { from: '2026-03-01', to: '2026-04-30' },
      compare: ['previous-period'],
    })
    expect(table.map((row) => row.slice(0, 3))).toEqual([
      ['2026-03-01', 200, 0],
      ['2026-04-01', 300, 100],
    ]) // January: nothing, February: 100
    const years = await rows({
      rows: [{ field: 'date', grain: 'year' }],
      values: [{ metric: 'opportunity_count' }],
      compare: ['previous-year'],
      period: { from: '2026-01-01', to: '2026-12-31' },
    })
    expect(years.map((row) => row.slice(0, 3))).toEqual([['2026-01-01', 6, 1]])
  })

  it('compare an unfinished period with the same part, and say so', async () => {
    const early = await ask(database, contextOf('2026-04-12'), {
      values: [{ metric: 'won_value' }],
      period: { from: '2026-04-01', to: '2026-06-30' },
      compare: ['previous-period'],
    })
    expect(early.table).toEqual([[300, 0, 0]]) // 1 to 12 January: no win
    expect(early.warnings.map(({ code }) => code)).toContain('unfinished-period')
  })

  it('compare open deals as of the end of the earlier period', async () => {
    const table = await rows({
      values: [{ metric: 'open_opportunity_count' }],
      period: { from: '2026-04-01', to: '2026-06-30' },
      compare: ['previous-period'],
    })
    expect(table).toEqual([[3, 3, 0]]) // 6, 7, 8 now; 3, 4, 8 on 31 March
  })

  it('run totals, shares and ranks', async () => {
    const { table } = await answer({
      rows: [{ field: 'date', grain: 'month' }],
      values: [{ metric: 'won_value' }],
      calculations: [
        { of: 'won_value', as: 'running-total' },
        { of: 'won_value', as: 'share-of-total' },
        { of: 'won_value', as: 'rank' },
      ],
    })
    expect(table).toEqual([
      ['2026-02-01', 100, 100, 1 / 6, 3, 1],
      ['2026-03-01', 200, 300, 1 / 3, 2, 1],
      ['2026-04-01', 300, 600, 1 / 2, 1, 1],
    ])
  })

  it('share of a parent is counted within it', async () => {
    const table = await rows({
      rows: [{ field: 'account.name' }, { field: 'owner.name' }],
      values: [{ metric: 'won_value' }],
      calculations: [{ of: 'won_value', as: 'share-of-parent' }],
    })
    expect(table.map((row) => row.slice(0, 4))).toEqual([
      ['Alpha', 'Ann', 100, 1 / 4],
      ['Alpha', 'Bob', 300, 3 / 4],
      ['Beta', 'Ann', 200, 1],
    ])
  })
})

describe('cohorts', () => {
  it('say how much of them is still open', async () => {
    const { table, warnings } = await answer({
      values: [{ metric: 'win_rate', params: { population: 'cohort' } }],
      period: { from: '2026-01-01', to: '2026-06-30' },
    })
    expect(table).toEqual([[3 / 6, 0]]) // created 1, 2, 3, 4, 6, 7; won 1, 2, 3
    expect(warnings).toMatchObject([{ code: 'immature-cohort', column: 'win_rate', text: { en: expect.stringContaining('33%') } }]) // open 6, 7
  })

  it('stand beside deals decided or still open, and beside everything over the last twelve full months', async () => {
    const { table, warnings } = await answer({
      values: [
        { metric: 'win_rate', params: { population: 'all' } },
        { metric: 'pipeline_velocity' },
        { metric: 'sales_cycle_days', stat: 'p90' },
        { metric: 'sales_cycle_days', stat: 'count' },
      ],
    })
    // 3 of 5 closed + 3 open; created June 2025 to May 2026: 6 deals x 3/5 x 200 / 40 days; cycles 40, 60, 40: place 1.8, 40 + 0.8 x 20
    expect(table[0]?.map((value) => Number(Number(value).toFixed(9)))).toEqual([3 / 8, 18, 56, 3, 0])
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([['default-period', 'pipeline_velocity']])
  })
})
