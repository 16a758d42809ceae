import { beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { ask, contextOf, type Answer } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
const answer = (spec: ReportSpecInput): Promise<Answer> => ask(database, contextOf(clock), spec)
const rows = async (spec: ReportSpecInput): Promise<Answer['table']> => (await answer(spec)).table

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('a filled axis', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' }

  it('has every bucket of the period as far as it has come', async () => {
    // Created: January 1, 2; February 4; March 3; none in April; May 6; June 7. The clock stands on 30 June.
    const spec: ReportSpecInput = { rows: [{ field: 'date', fill: true }], values: [{ metric: 'opportunity_count' }], period: year }
    expect((await rows(spec)).map((row) => row[1])).toEqual([2, 1, 1, 0, 1, 1])
  })

  it('has them under every parent, in order', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }, { field: 'date', grain: 'quarter', fill: true }],
      values: [{ metric: 'won_count' }, { metric: 'average_deal_size' }],
      period: year,
      filters: [{ field: 'owner.name', op: 'in', values: ['Ann', 'Bob'] }],
      totals: { rows: 'all-levels' },
    }
    expect(await rows(spec)).toEqual([
      ['Ann', null, 2, 150, 1],
      ['Ann', '2026-01-01', 2, 150, 2],
      ['Ann', '2026-04-01', 0, null, 2],
      ['Bob', null, 1, 300, 1],
      ['Bob', '2026-01-01', 0, null, 2],
      ['Bob', '2026-04-01', 1, 300, 2],
      [null, null, 3, 200, 0],
    ])
  })

  it('spans the data where no period is asked', async () => {
    const spec: ReportSpecInput = { rows: [{ field: 'opportunity.closed_at', fill: true }], values: [{ metric: 'won_count' }] }
    expect(
      (await rows({ ...spec, filters: [{ field: 'opportunity.name', op: 'in', values: ['Deal 1', 'Deal 3'] }] })).map((row) => row[1]),
    ).toEqual([1, 0, 1])
  })

  it('stands on the columns too', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }],
      columns: [{ field: 'date', fill: true }],
      values: [{ metric: 'won_value' }],
      period: { from: '2026-02-01', to: '2026-05-31' },
      filters: [{ field: 'owner.name', op: 'in', values: ['Ann'] }],
    }
    expect(await rows(spec)).toEqual([['Ann', 100, 200, 0, 0, 1]])
  })

  it('is all noughts where there is nothing', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'date', fill: true }],
      values: [{ metric: 'lead_count' }],
      period: { from: '2025-01-01', to: '2025-03-31' },
    }
    expect((await rows(spec)).map((row) => row[1])).toEqual([0, 0, 0])
  })

  it('stands under conditions on metrics', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'date', fill: true }],
      values: [{ metric: 'won_value' }],
      having: [{ metric: 'won_value', op: 'at-least', values: [250], per: [{ field: 'account.name' }] }],
    }
    // Alpha won in February and April.
    expect((await rows(spec)).map((row) => row[1])).toEqual([100, 0, 300])
  })

  it('has all seven weekdays', async () => {
    // Leads: Monday 2026-02-02, Friday 2026-02-20, Wednesday 2026-04-01.
    const spec: ReportSpecInput = { rows: [{ field: 'date', grain: 'weekday', fill: true }], values: [{ metric: 'lead_count' }] }
    expect((await rows(spec)).map((row) => row.slice(0, 2))).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
      [4, 0],
      [5, 1],
      [6, 0],
      [7, 0],
    ])
  })

  it('is for dates', async () => {
    const spec: ReportSpecInput = { rows: [{ field: 'owner.name', fill: true }], values: [{ metric: 'lead_count' }] }
    await expect(rows(spec)).rejects.toMatchObject({ details: { reason: 'fill-without-date' } })
  })
})

describe('calculations from row to row', () => {
  const won = (as: string, more = {}): ReportSpecInput => ({
    rows: [{ field: 'date' }],
    values: [{ metric: 'won_value' }],
    calculations: [{ of: 'won_value', as: as as never, ...more }],
  })
  const calculated = async (spec: ReportSpecInput): Promise<unknown[]> => (await rows(spec)).map((row) => row[2])

  // Won: February 100, March 200, April 300.
  it.each([
    ['change', {}, [null, 100, 100]],
    ['relative-change', {}, [null, 1, 0.5]],
    ['index', {}, [100, 200, 300]],
    ['moving-average', { over: 2 }, [null, 150, 250]],
    ['moving-average', {}, [null, null, 200]],
    ['running-total', {}, [100, 300, 600]],
    ['cumulative-share', {}, [100 / 600, 0.5, 1]],
  ] as const)('%s %j', async (as, more, expected) => {
    expect(await calculated(won(as, more))).toEqual(expected)
  })

  it('go by time, whichever month stands first', async () => {
    expect(await calculated({ ...won('change'), sort: [{ by: 'date', direction: 'desc' }] })).toEqual([100, 100, null])
    expect(await calculated({ ...won('running-total'), sort: [{ by: 'won_value', direction: 'desc' }] })).toEqual([600, 300, 100])
  })

  it('leave no bucket out', async () => {
    // Created: 2, 1, 1, none, 1, 1 from January to June.
    const spec: ReportSpecInput = {
      rows: [{ field: 'date' }],
      values: [{ metric: 'opportunity_count' }],
      calculations: [{ of: 'opportunity_count', as: 'change' }],
      period: { from: '2026-01-01', to: '2026-06-30' },
    }
    expect(await calculated(spec)).toEqual([null, -1, 0, -1, 1, 0])
  })

  it('go among siblings at every level', async () => {
    // Ann won Alpha 100, Beta 200; Bob Alpha 300, and lost Beta; Cid and nobody won nothing.
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }, { field: 'account.name' }],
      values: [{ metric: 'won_value' }],
      calculations: [
        { of: 'won_value', as: 'rank' },
        { of: 'won_value', as: 'running-total' },
        { of: 'won_value', as: 'cumulative-share' },
      ],
      filters: [{ field: 'owner.name', op: 'in', values: ['Ann', 'Bob'] }],
      totals: { rows: 'all-levels' },
    }
    expect(await rows(spec)).toEqual([
      ['Ann', null, 300, 1, 300, 0.5, 1],
      ['Ann', 'Alpha', 100, 2, 100, 100 / 300, 2],
      ['Ann', 'Beta', 200, 1, 300, 1, 2],
      ['Bob', null, 300, 1, 600, 1, 1],
      ['Bob', 'Alpha', 300, 1, 300, 1, 2],
      [null, null, 600, null, 600, null, 0],
    ])
  })

  it('of ratios are refused where they would add them up', async () => {
    const spec: ReportSpecInput = {
      ...won('change'),
      values: [{ metric: 'win_rate' }],
      calculations: [{ of: 'win_rate', as: 'moving-average' }],
    }
    await expect(rows(spec)).rejects.toMatchObject({ details: { reason: 'calculation-needs-sum' } })
  })
})

describe('a relative period', () => {
  const wonIn = async (period: ReportSpecInput['period'], asOf?: string): Promise<unknown> => {
    const { table, period: days } = await answer({ values: [{ metric: 'won_count' }], period, ...(asOf === undefined ? {} : { asOf }) })
    return [table[0]?.[0], days?.from, days?.to]
  }

  // Won on 10 February, 12 March and 10 April; the clock stands on 30 June 2026, a Tuesday.
  it.each([
    [{ relative: 'this', unit: 'quarter' }, [1, '2026-04-01', '2026-06-30']],
    [{ relative: 'last', unit: 'quarter' }, [2, '2026-01-01', '2026-03-31']],
    [{ relative: 'last', unit: 'month', n: 3 }, [2, '2026-03-01', '2026-05-31']],
    [{ relative: 'last', unit: 'day', n: 90 }, [1, '2026-04-01', '2026-06-29']],
    [{ relative: 'to-date', unit: 'year' }, [3, '2026-01-01', '2026-06-30']],
    [{ relative: 'to-date', unit: 'month', n: 2 }, [0, '2026-05-01', '2026-06-30']],
    [{ relative: 'this', unit: 'week' }, [0, '2026-06-29', '2026-07-05']],
    [{ relative: 'next', unit: 'month', n: 2 }, [0, '2026-07-01', '2026-08-31']],
  ] as const)('%j', async (period, expected) => {
    expect(await wonIn(period)).toEqual(expected)
  })

  it('is told from the day the report is as of', async () => {
    expect(await wonIn({ relative: 'this', unit: 'quarter' }, '2026-03-31')).toEqual([2, '2026-01-01', '2026-03-31'])
  })

  it('filters a named date as well, and says where it does not fit', async () => {
    const won = async (filter: NonNullable<ReportSpecInput['filters']>[number]) =>
      (await answer({ values: [{ metric: 'won_count' }], filters: [filter] })).table[0]?.[0]
    expect(await won({ field: 'opportunity.closed_at', op: 'within', period: { relative: 'last', unit: 'month', n: 3 } })).toBe(2)
    expect(await won({ field: 'date', op: 'within', period: { relative: 'this', unit: 'quarter' } })).toBe(1)
    const wrong: NonNullable<ReportSpecInput['filters']> = [
      { field: 'owner.name', op: 'within', period: { relative: 'this', unit: 'year' } },
      { field: 'opportunity.closed_at', op: 'within' },
      { field: 'opportunity.closed_at', op: 'at-least', values: ['2026-01-01'], period: { relative: 'this', unit: 'year' } },
    ]
    for (const filter of wrong)
      await expect(won(filter)).rejects.toMatchObject({ code: 'invalid-report', details: { reason: 'filter-values', field: filter.field } })
  })

  it('follows the fiscal year', async () => {
    const context = contextOf(clock, { fiscalYearStartMonth: 4 })
    const { table, period } = await ask(database, context, {
      values: [{ metric: 'won_count' }],
      period: { relative: 'last', unit: 'fiscal_year' },
    })
    expect([table[0]?.[0], period]).toEqual([2, { from: '2025-04-01', to: '2026-03-31' }])
  })
})

describe('comparisons', () => {
  it('with days of one’s own stand beside them, bucket by bucket', async () => {
    const spec: ReportSpecInput = {
      values: [{ metric: 'won_value' }],
      period: { from: '2026-03-01', to: '2026-04-30' },
      compare: [{ id: 'launch', from: '2026-01-01', to: '2026-02-28' }, 'previous-period'],
    }
    expect((await answer(spec)).columns.map(({ id }) => id)).toEqual(['won_value', 'won_value@launch', 'won_value@previous-period'])
    expect(await rows(spec)).toEqual([[500, 100, 100, 0]])
    expect(await rows({ ...spec, rows: [{ field: 'date' }] })).toEqual([
      ['2026-03-01', 200, 0, 0, 1],
      ['2026-04-01', 300, 100, 100, 1],
    ])
  })

  it('by the Spring Festival lie as far back as the two festivals do', async () => {
    // 17 February 2026 and 29 January 2025 lie 384 days apart: 20 December 2026 stands beside 1 December 2025, when deal 5 was created.
    const spec = (from: string, to: string): ReportSpecInput => ({
      values: [{ metric: 'opportunity_count' }],
      period: { from, to },
      compare: ['previous-spring-festival'],
    })
    expect(await rows(spec('2026-12-20', '2026-12-20'))).toEqual([[0, 1, 0]])
    expect(await rows(spec('2026-12-21', '2026-12-31'))).toEqual([[0, 0, 0]])
    await expect(rows(spec('2024-01-01', '2026-12-31'))).rejects.toMatchObject({ details: { reason: 'festival-needs-a-year' } })
  })

  it('of an unfinished period take the same part of their own days', async () => {
    const spec: ReportSpecInput = {
      values: [{ metric: 'won_value' }],
      period: { from: '2026-04-01', to: '2026-06-30' },
      asOf: '2026-04-15',
      compare: [{ id: 'own', from: '2026-02-01', to: '2026-04-30' }],
    }
    // Until 15 February: deal 1, and not yet the 200 of March.
    expect(await rows(spec)).toEqual([[300, 100, 0]])
  })
})
