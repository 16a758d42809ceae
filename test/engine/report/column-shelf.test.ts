import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ask, contextOf, type Answer } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
const answer = (spec: ReportSpecInput, settings = {}): Promise<Answer> => ask(database, contextOf(clock, settings), spec)

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('the column shelf', () => {
  it('spreads a top list, its rest last, and sorts rows by one of its columns', async () => {
    const { columns, table } = await answer({
      rows: [{ field: 'opportunity.status' }],
      columns: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'grand', columns: 'grand' },
      top: { field: 'owner.name', n: 1, by: 'opportunity_count', other: true },
      sort: [{ by: 'opportunity_count|Ann' }],
    })
    expect(columns.map(({ id }) => id)).toEqual([
      'opportunity.status',
      'opportunity_count|Ann',
      'opportunity_count|$other',
      'opportunity_count|total',
    ])
    // Ann: won 1, 2, open 6. The rest: won 3; lost 4, 5; open 7, 8.
    expect(table).toEqual([
      ['won', 2, 1, 3, 1],
      ['open', 1, 2, 3, 1],
      ['lost', 0, 2, 2, 1],
      [null, 3, 5, 8, 0],
    ])
  })

  it('takes snapshots per bucket, by product too', async () => {
    const { table } = await answer({
      rows: [{ field: 'product.name' }],
      columns: [{ field: 'date', grain: 'quarter' }],
      period: { from: '2026-01-01', to: '2026-06-30' },
      values: [{ metric: 'pipeline_value' }, { metric: 'open_opportunity_count' }],
      totals: { rows: 'grand' },
    })
    // 31 March: 3 (no lines, 300), 4 (Valve 50), 8 (no lines, 30); 30 June: 6 (Pump 400), 7 (no amount), 8.
    expect(table).toEqual([
      ['Pump', 0, 0, 400, 1, 1],
      ['Valve', 50, 1, 0, 0, 1],
      [null, 330, 2, 30, 2, 1],
      [null, 380, 3, 430, 3, 0],
    ])
  })

  it('tells two columns apart whose paths read alike', async () => {
    const { columns } = await answer({
      columns: [{ field: 'account.name' }, { field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { columns: 'grand' },
    })
    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
  })

  it('spreads values over paths, with column totals and an empty value', async () => {
    const { columns, table, n } = await answer({
      rows: [{ field: 'opportunity.status' }],
      columns: [{ field: 'account.industry' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'average_deal_size' }],
      totals: { rows: 'grand', columns: 'grand' },
    })
    expect(columns.map(({ id }) => id)).toEqual([
      'opportunity.status',
      'opportunity_count|Food',
      'average_deal_size|Food',
      'opportunity_count|Steel',
      'average_deal_size|Steel',
      'opportunity_count|',
      'average_deal_size|',
      'opportunity_count|total',
      'average_deal_size|total',
    ])
    expect(columns[5]?.path).toEqual([null])
    expect(columns[7]?.isColumnTotal).toBe(true)
    expect(table).toEqual([
      ['open', 1, null, 0, null, 2, null, 3, null, 1],
      ['won', 2, 200, 1, 200, 0, null, 3, 200, 1],
      ['lost', 0, null, 1, null, 1, null, 2, null, 1],
      [null, 3, 200, 2, 200, 3, null, 8, 200, 0],
    ])
    expect(n).toMatchObject({
      'opportunity_count|Food': 3,
      'opportunity_count|': 3,
      'opportunity_count|total': 8,
      'average_deal_size|total': 3,
    })
  })

  it('takes eight row dimensions and forty values', async () => {
    const fields = [
      'owner.manager',
      'owner.name',
      'account.industry',
      'account.name',
      'stage.name',
      'opportunity.status',
      'source.system',
      'load.id',
    ]
    const { columns, table } = await answer({
      rows: fields.map((field) => ({ field })),
      totals: { rows: 'all-levels' },
      values: Array.from({ length: 40 }, (_, index) => ({ metric: index % 2 === 0 ? 'opportunity_count' : 'win_rate', id: `v${index}` })),
    })
    expect(columns).toHaveLength(48)
    expect(table.at(-1)?.slice(8, 10)).toEqual([8, 3 / 5])
    expect(table.filter((row) => row.at(-1) === 8).reduce((sum, row) => sum + Number(row[8]), 0)).toBe(8)
  })
})
