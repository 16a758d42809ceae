import { beforeAll, describe, expect, it } from 'vitest'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import { ask, contextOf, rowsOf, type Answer } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
const rows = async (spec: ReportSpecInput): Promise<Answer['table']> => (await ask(database, contextOf(clock), spec)).table

beforeAll(async () => {
  database = await dealsDatabase()
})

describe('me and my team', () => {
  const spec = (field: string, value: string): ReportSpecInput => ({
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'opportunity_count' }],
    filters: [{ field, op: 'in', values: [value] }],
  })

  it('are whom the settings say', async () => {
    // Deals per owner: Ann 1, 2, 6; Bob 3, 4.
    const me = { person: 'Bob', team: null }
    expect((await ask(database, contextOf(clock, { me }), spec('owner.name', '@me'))).table).toEqual([['Bob', 2, 1]])
    expect(await rows(spec('owner.name', 'Ann'))).toEqual([['Ann', 3, 1]])
  })

  it('are asked for where the settings do not say', async () => {
    await expect(rows(spec('owner.name', '@me'))).rejects.toMatchObject({ details: { reason: 'nobody-is-me', value: '@me' } })
    await expect(rows(spec('team.name', '@my-team'))).rejects.toMatchObject({ details: { reason: 'nobody-is-me', value: '@my-team' } })
  })
})

describe('a condition on a metric', () => {
  it('keeps the things that meet it, in totals and in other facts too', async () => {
    // Deals per owner: Ann 1, 2, 6; Bob 3, 4; Cid 5, 8; nobody 7.
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'won_value' }, { metric: 'lead_count' }],
      having: [{ metric: 'opportunity_count', op: 'at-least', values: [3] }],
      totals: { rows: 'grand' },
    }
    expect(await rows(spec)).toEqual([
      ['Ann', 300, 2, 1],
      [null, 300, 2, 0],
    ])
  })

  it('can be met by the empty value', async () => {
    const having = [{ metric: 'opportunity_count', op: 'at-most' as const, values: [1] }]
    expect(await rows({ rows: [{ field: 'owner.name' }], values: [{ metric: 'opportunity_count' }], having })).toEqual([[null, 1, 1]])
  })

  it('leaves nothing where nothing meets it', async () => {
    const having = [{ metric: 'won_value', op: 'at-least' as const, values: [301] }]
    const spec: ReportSpecInput = { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_count' }], having, totals: { rows: 'grand' } }
    expect(await rows(spec)).toEqual([[null, 0, 0]])
  })

  it('may be about things that stand on no shelf', async () => {
    // Alpha won 400, Beta 200: February 100 and April 300 are Alpha's.
    const having = [{ metric: 'won_value', op: 'at-least' as const, values: [250], per: [{ field: 'account.name' }] }]
    expect(await rows({ rows: [{ field: 'date' }], values: [{ metric: 'won_value' }], having })).toEqual([
      ['2026-02-01', 100, 1],
      ['2026-04-01', 300, 1],
    ])
  })

  it('looks at the money of lines where it is about products', async () => {
    // Pump won 60 + 200, Valve 40.
    const having = [{ metric: 'won_value', op: 'at-least' as const, values: [150] }]
    const spec: ReportSpecInput = {
      rows: [{ field: 'product.name' }],
      values: [{ metric: 'won_value' }],
      having,
      totals: { rows: 'grand' },
    }
    // Deal 3 has no product: its 300 stand under the empty one.
    expect(await rows(spec)).toEqual([
      ['Pump', 260, 1],
      [null, 300, 1],
      [null, 560, 0],
    ])
  })

  it('may be about buckets of time', async () => {
    const having = [{ metric: 'won_value', op: 'between' as const, values: [150, 250], per: [{ field: 'date', grain: 'month' as const }] }]
    const spec: ReportSpecInput = { rows: [{ field: 'date' }], values: [{ metric: 'won_value' }], having, totals: { rows: 'grand' } }
    expect(await rows(spec)).toEqual([
      ['2026-03-01', 200, 1],
      [null, 200, 0],
    ])
  })

  it('may ask for what is n/a', async () => {
    // Ann and Bob closed deals, Cid lost one: only the deal of nobody has no win rate.
    const having = [{ metric: 'win_rate', op: 'is-empty' as const }]
    expect(await rows({ rows: [{ field: 'owner.name' }], values: [{ metric: 'opportunity_count' }], having })).toEqual([[null, 1, 1]])
  })

  it('counts nothing as nought', async () => {
    // Leads: Ann 2, Dan 1, who has no deal; Bob, Cid and nobody have deals only.
    const spec = (op: 'at-most' | 'at-least', values: number[]): ReportSpecInput => ({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      having: [{ metric: 'lead_count', op, values }],
    })
    expect((await rows(spec('at-most', [0]))).map((row) => row.slice(0, 2))).toEqual([
      ['Bob', 2],
      ['Cid', 2],
      [null, 1],
    ])
    expect((await rows(spec('at-least', [0]))).length).toBe(4)
    expect((await rows(spec('at-least', [1]))).map((row) => row.slice(0, 2))).toEqual([['Ann', 3]])
  })

  it('stands under the filters and the period of the report', async () => {
    // In March and April Ann won 200 and Bob 300.
    const having = [{ metric: 'won_value', op: 'at-least' as const, values: [250] }]
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'won_value' }],
      having,
      period: { from: '2026-03-01', to: '2026-04-30' },
    }
    expect(await rows(spec)).toEqual([['Bob', 300, 1]])
  })

  it('is part of what stands behind a number', async () => {
    const spec = ReportSpec.parse({
      rows: [{ field: 'date', grain: 'year' }],
      values: [{ metric: 'won_value' }],
      having: [{ metric: 'won_value', op: 'at-least', values: [250], per: [{ field: 'account.name' }] }],
    })
    const cell = { row: { date: '2026-01-01' }, value: 'won_value' }
    const explained = await explain(database, contextOf(clock), { spec, cell, offset: 0, limit: 10 })
    expect([explained.value, explained.n, explained.having]).toEqual([400, 2, spec.having])
    expect(rowsOf(explained.bytes).map((row) => row[1])).toEqual(['Deal 1', 'Deal 3'])
  })

  it('counts before a top list is made', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      having: [{ metric: 'opportunity_count', op: 'at-most', values: [2] }],
      top: { field: 'owner.name', n: 1, by: 'opportunity_count', other: true },
      totals: { rows: 'grand' },
    }
    // Bob 2, Cid 2, nobody 1.
    expect(await rows(spec)).toEqual([
      ['Bob', 2, 1],
      ['$other', 3, 1],
      [null, 5, 0],
    ])
  })

  it.each([
    [{ values: [{ metric: 'won_value' }], having: [{ metric: 'won_value', op: 'at-least', values: [1] }] }, 'having-needs-a-dimension'],
    [
      { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_value' }], having: [{ metric: 'won_value', op: 'between', values: [1] }] },
      'having-values',
    ],
    [
      {
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'pipeline_value' }],
        having: [{ metric: 'won_value', op: 'at-least', values: [1], per: [{ field: 'date' }] }],
      },
      'having-of-a-date-as-of',
    ],
  ] as const)('%j is refused', async (spec, reason) => {
    await expect(rows(spec as never)).rejects.toMatchObject({ code: 'invalid-report', details: { reason } })
  })
})

describe('a hidden value', () => {
  it('sorts, and is no column', async () => {
    // Lost: Cid 70, Bob 50, the others nothing.
    const answer = await ask(database, contextOf(clock), {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'lost_value', hidden: true }],
      sort: [{ by: 'lost_value', direction: 'desc' }],
    })
    expect(answer.columns.map(({ id }) => id)).toEqual(['owner.name', 'opportunity_count'])
    expect(answer.table).toEqual([
      ['Cid', 2, 1],
      ['Bob', 2, 1],
      ['Ann', 3, 1],
      [null, 1, 1],
    ])
  })

  it('may be what a calculation is made from', async () => {
    const answer = await ask(database, contextOf(clock), {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'won_value', hidden: true }],
      calculations: [{ of: 'won_value', as: 'rank' }],
    })
    expect(answer.columns.map(({ id }) => id)).toEqual(['owner.name', 'opportunity_count', 'won_value:rank'])
    expect(answer.table).toEqual([
      ['Ann', 3, 1, 1],
      ['Bob', 2, 1, 1],
      ['Cid', 2, 3, 1],
      [null, 1, 3, 1],
    ])
  })
})
