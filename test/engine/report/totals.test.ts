import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ask, contextOf, type Answer } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
const answer = (spec: ReportSpecInput): Promise<Answer> => ask(database, contextOf(clock), spec)

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('totals', () => {
  it('stand at their own grain: ratios of sums and medians of rows, parents before children, the grand total last', async () => {
    const { table, columns } = await answer({
      rows: [{ field: 'owner.manager' }, { field: 'owner.name' }],
      totals: { rows: 'all-levels' },
      values: [{ metric: 'win_rate' }, { metric: 'average_deal_size' }, { metric: 'median_deal_size' }],
    })
    expect(columns.map(({ id }) => id)).toEqual(['owner.manager', 'owner.name', 'win_rate', 'average_deal_size', 'median_deal_size'])
    expect(table).toEqual([
      ['Zoe', null, 3 / 4, 200, 200, 1], // won 1, 2, 3 of closed 1-4; (100 + 200 + 300) / 3; middle of 100, 200, 300
      ['Zoe', 'Ann', 1, 150, 150, 2], // deals 1 and 2: 100, 200
      ['Zoe', 'Bob', 1 / 2, 300, 300, 2], // won 3, lost 4
      [null, null, 0, null, null, 1], // Cid has no manager: lost 5, nothing won
      [null, 'Cid', 0, null, null, 2],
      [null, null, 3 / 5, 200, 200, 0], // 3 of 5 closed
    ])
  })

  it('count distinct customers at every level anew', async () => {
    const { table } = await answer({
      rows: [{ field: 'owner.name' }],
      columns: [{ field: 'date', grain: 'quarter' }],
      values: [{ metric: 'customer_count' }],
      totals: { rows: 'grand', columns: 'grand' },
    })
    // Ann sold to Alpha (Q1) and Beta (Q1), Bob to Alpha (Q2): Alpha is one customer of the whole, two of the quarters.
    expect(table).toEqual([
      ['Ann', 2, 0, 2, 1],
      ['Bob', 0, 1, 1, 1],
      [null, 2, 1, 2, 0],
    ])
  })

  it('leave no row without a contribution, and keep the empty value as a row', async () => {
    const { table, n } = await answer({
      rows: [{ field: 'account.industry' }],
      values: [{ metric: 'lost_value' }],
      totals: { rows: 'grand' },
    })
    expect(table).toEqual([
      ['Steel', 50, 1],
      [null, 70, 1],
      [null, 120, 0],
    ])
    expect(n).toEqual({ lost_value: 2 })
  })

  it('answer one row of level 0 without dimensions, and zero or n/a where nothing happened', async () => {
    const { table, warnings } = await answer({
      values: [{ metric: 'won_count' }, { metric: 'won_value' }, { metric: 'win_rate' }],
      period: { from: '2020-01-01', to: '2020-12-31' },
    })
    expect(table).toEqual([[0, 0, null, 0]])
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([['no-denominator', 'win_rate']])
  })

  it('keep the grand total of a report whose rows are empty', async () => {
    const { table } = await answer({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'won_count' }],
      totals: { rows: 'grand' },
      period: { from: '2020-01-01', to: '2020-12-31' },
    })
    expect(table).toEqual([[null, 0, 0]])
  })
})

describe('money by product', () => {
  it('comes from the lines, while deals are counted once', async () => {
    const { table, n } = await answer({
      rows: [{ field: 'product.name' }],
      totals: { rows: 'grand' },
      values: [{ metric: 'won_value' }, { metric: 'won_count' }, { metric: 'win_rate' }, { metric: 'average_deal_size' }],
    })
    expect(table).toEqual([
      ['Pump', 260, 2, 1, 130, 1], // deal 1: 60, deal 2: 120 + 80; two deals won of two closed
      ['Valve', 40, 1, 1 / 2, 40, 1], // deal 1: 40; deal 4 lost
      [null, 300, 1, 1 / 2, 300, 1], // deal 3 has no lines and keeps its amount; deal 5 lost
      [null, 600, 3, 3 / 5, 200, 0], // deals, not lines: 100 + 200 + 300
    ])
    expect(n['won_count']).toBe(3)
  })

  it('filters deals by product with the money of those lines alone', async () => {
    const { table, n } = await answer({
      rows: [{ field: 'owner.name' }],
      totals: { rows: 'grand' },
      values: [{ metric: 'won_value' }, { metric: 'won_count' }],
      filters: [{ field: 'product.name', op: 'in', values: ['Pump'] }],
    })
    expect(table).toEqual([
      ['Ann', 260, 2, 1],
      [null, 260, 2, 0],
    ])
    expect(n).toEqual({ won_value: 2, won_count: 2 })
  })
})

describe('as-of metrics', () => {
  it('take the end of each bucket, and the end of the whole in the total', async () => {
    const { table } = await answer({
      rows: [{ field: 'date', grain: 'quarter' }],
      totals: { rows: 'grand' },
      period: { from: '2026-01-01', to: '2026-06-30' },
      values: [{ metric: 'open_opportunity_count' }, { metric: 'pipeline_value' }],
    })
    // 31 March: 3 (closes 4/10), 4 (closes 4/20), 8 (no created day: always there); 5 closed that day. 30 June: 6, 7, 8.
    expect(table).toEqual([
      ['2026-01-01', 3, 300 + 50 + 30, 1],
      ['2026-04-01', 3, 400 + 30, 1],
      [null, 3, 430, 0],
    ])
  })

  it('are as of the clock without a period, and as of the period’s end with one', async () => {
    const open = async (spec: Partial<ReportSpecInput>): Promise<unknown> =>
      (await answer({ values: [{ metric: 'open_opportunity_count' }], ...spec })).table[0]?.[0]
    expect(await open({})).toBe(3)
    expect(await open({ asOf: '2026-02-10' })).toBe(4) // 2, 4, 5, 8: deal 1 closed on that very day, 3 not created
    expect(await open({ period: { from: '2026-01-01', to: '2026-01-31' } })).toBe(4) // 1, 2, 5, 8
    expect(await open({ period: { from: '2026-01-01', to: '2026-12-31' } })).toBe(3) // the clock, not the end of the year
  })

  it('weigh open deals by their probability, and leave out those without an amount', async () => {
    const { table } = await answer({ values: [{ metric: 'weighted_pipeline_value' }], rows: [{ field: 'stage.name' }] })
    expect(table).toEqual([
      ['New', 3, 1],
      ['Proposal', 200, 1],
    ]) // 30 x 0.1; 400 x 0.5; stages by position
  })
})

describe('several facts in one report', () => {
  it('stand side by side over the conformed date, each on its own basis', async () => {
    const { table, n } = await answer({
      rows: [{ field: 'date', grain: 'month' }],
      totals: { rows: 'grand' },
      values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }, { metric: 'lead_count' }],
      period: { from: '2026-01-01', to: '2026-06-30' },
    })
    expect(table).toEqual([
      ['2026-01-01', 2, 0, 0, 1], // created 1, 2
      ['2026-02-01', 1, 100, 2, 1], // created 4; won 1; leads 1, 2
      ['2026-03-01', 1, 200, 0, 1],
      ['2026-04-01', 0, 300, 1, 1],
      ['2026-05-01', 1, 0, 0, 1],
      ['2026-06-01', 1, 0, 0, 1],
      [null, 6, 600, 3, 0], // deals 5 and 8 lie outside
    ])
    expect(n).toEqual({ opportunity_count: 6, won_value: 3, lead_count: 3 })
  })

  it('share owners: an owner of leads alone is a row, nobody is counted twice', async () => {
    const { table } = await answer({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'lead_count' }, { metric: 'opportunity_count' }],
      totals: { rows: 'grand' },
    })
    expect(table).toEqual([
      ['Ann', 2, 3, 1],
      ['Bob', 0, 2, 1],
      ['Cid', 0, 2, 1],
      ['Dan', 1, 0, 1],
      [null, 0, 1, 1],
      [null, 3, 8, 0],
    ])
  })
})
