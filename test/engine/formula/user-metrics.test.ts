import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import { ask, rowsOf, type Answer } from '../report/ask.ts'
import { clock, dealsDatabase } from '../report/deals.ts'
import { contextWith, dimension, metric, type FieldBody } from './user-field.ts'

let database: Database
beforeAll(async () => {
  database = await dealsDatabase()
})
afterAll(() => database.close())

const year = { from: '2026-01-01', to: '2026-12-31' }

async function askWith(fields: Readonly<Record<string, FieldBody>>, spec: ReportSpecInput): Promise<Answer> {
  return await ask(database, contextWith(clock, fields), spec)
}

/** One number over everything. */
async function valueOf(formula: string, spec: Partial<ReportSpecInput> = {}): Promise<unknown> {
  const { table } = await askWith({ x: metric(formula) }, { values: [{ metric: 'user.x' }], ...spec })
  return table[0]?.[0]
}

describe('a metric of the user’s', () => {
  // Won: 100 + 200 + 300 of deals 1-3; lost: 50 + 70; three leads; worked by hand from the table in deals.ts.
  it.each([
    ['[won_value] / [lead_count]', 200],
    ['[won_value] + [lost_value]', 720],
    ['[won_value] * 2 - 100', 1100],
    ['sum([opportunity.amount] where [opportunity.status] = "won")', 600],
    ['sum([opportunity.amount])', 1150],
    ['sum([opportunity.amount] * [opportunity.probability] where [opportunity.status] = "won")', 600],
    ['count(where [opportunity.status] = "lost")', 2],
    ['count([opportunity.amount])', 7],
    ['count_distinct([account.name] where [opportunity.status] = "won")', 2],
    ['average([opportunity.amount])', 1150 / 7],
    ['median([opportunity.amount])', 100],
    ['max([opportunity.amount]) - min([opportunity.amount])', 370],
    ['count(where [account.industry] = "Food" by [opportunity.created_at])', 3],
    ['[won_count] / ([won_count] + [lost_count])', 0.6],
    ['[won_value] / ([lead_count] - 3)', null],
    ['coalesce([won_value] / ([lead_count] - 3), -1)', -1],
    ['if([won_count] > 2, [won_value], 0)', 600],
    ['round([won_value] / 7, 2)', 85.71],
    ['[赢单金额] / [Won deals]', 200],
    ['[average_deal_size] * [won_count]', 600],
    ['[win_rate] * 100', 60],
    ['average(days_between([opportunity.created_at], [opportunity.closed_at]) where [opportunity.status] = "won")', (40 + 60 + 40) / 3],
    ['count(where year([opportunity.closed_at]) = 2026 and month([opportunity.closed_at]) in (3, 4))', 4],
    ['count(where [owner.manager] = "Zoe" and not is_empty([account.industry]) by [opportunity.created_at])', 5],
    ['count(where days_between([opportunity.created_at], today()) > 120 by [opportunity.created_at])', 5],
    ['count(where contains([opportunity.name], "DEAL") and starts_with([owner.name], "a"))', 3],
    ['sum([opportunity.amount] where [opportunity.name] = "it\'s {as_of} $p0")', 0],
  ])('%s is %s', async (formula, expected) => {
    const value = await valueOf(formula)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 9)
  })

  it('counts by the date it names, its fact’s first where it names none', async () => {
    const april = { period: { from: '2026-04-01', to: '2026-04-30' } }
    // In April 2026 deals 3 (300) and 4 (50) closed; none was created.
    expect(await valueOf('sum([opportunity.amount] by [opportunity.closed_at])', april)).toBe(350)
    expect(await valueOf('sum([opportunity.amount])', april)).toBe(0)
  })

  it('is a ratio of sums in every total, never a sum or mean of ratios', async () => {
    const { table, columns } = await askWith(
      { each: metric('[won_value] / [won_count]'), rate: metric('[won_count] / [opportunity_count]', { unit: 'percent' }) },
      { rows: [{ field: 'owner.name' }], values: [{ metric: 'user.each' }, { metric: 'user.rate' }], totals: { rows: 'grand' } },
    )
    // Ann won 1 and 2 (300) of 3, Bob 3 (300) of 2, Cid none of 2, nobody none of 1.
    expect(table).toEqual([
      ['Ann', 150, 2 / 3, 1],
      ['Bob', 300, 0.5, 1],
      ['Cid', null, 0, 1],
      [null, null, 0, 1],
      [null, 200, 3 / 8, 0],
    ])
    expect(columns.slice(1).map(({ unit }) => unit)).toEqual(['money', 'percent'])
  })

  it('shows its parts’ rows, formula and files', async () => {
    const context = contextWith(clock, { each: metric('[won_value] / [won_count]', { label: { zh: '单均', en: 'Each' } }) })
    const spec = ReportSpec.parse({ rows: [{ field: 'owner.name' }], values: [{ metric: 'user.each' }] })
    const shown = await explain(database, context, {
      spec,
      cell: { row: { 'owner.name': 'Ann' }, value: 'user.each' },
      offset: 0,
      limit: 10,
    })
    expect([shown.value, shown.n, rowsOf(shown.bytes).length]).toEqual([150, 2, 2])
    expect(shown.label).toEqual({ zh: '单均', en: 'Each' })
    expect(shown.definition).toEqual({ zh: '[赢单金额] / [赢单数]', en: '[Won value] / [Won deals]' })
    expect(shown.dateBasis.en).toBe('Closed')
  })

  it('counts different things once, and shows each once', async () => {
    const context = contextWith(clock, {
      buyers: metric('count_distinct([account.name] where [opportunity.status] = "won" by [opportunity.closed_at])'),
    })
    const spec = ReportSpec.parse({ rows: [{ field: 'owner.name' }], values: [{ metric: 'user.buyers' }], totals: { rows: 'grand' } })
    const { table } = await ask(database, context, spec)
    expect(table.map((row) => row.slice(0, 2))).toEqual([
      ['Ann', 2],
      ['Bob', 1],
      [null, 2],
    ])
    const shown = await explain(database, context, { spec, cell: { row: {}, value: 'user.buyers' }, offset: 0, limit: 10 })
    expect([shown.value, shown.n]).toEqual([2, 2])
  })

  it('splits money by product lines as shipped metrics do', async () => {
    const { table } = await askWith(
      { amount: metric('sum([opportunity.amount] where [opportunity.status] = "won" by [opportunity.closed_at])') },
      { rows: [{ field: 'product.name' }], values: [{ metric: 'user.amount' }, { metric: 'won_value' }], totals: { rows: 'grand' } },
    )
    // Pump 60 + 120 + 80, Valve 40, the rest has no line.
    expect(table).toEqual([
      ['Pump', 260, 260, 1],
      ['Valve', 40, 40, 1],
      [null, 300, 300, 1],
      [null, 600, 600, 0],
    ])
  })

  it('answers every statistic where it is a mean, top lists, pivots, comparisons and calculations', async () => {
    const { table } = await askWith(
      { size: metric('average([opportunity.amount] where [opportunity.status] = "won" by [opportunity.closed_at])') },
      { values: [{ metric: 'user.size' }, { metric: 'user.size', stat: 'max' }, { metric: 'user.size', stat: 'p50' }] },
    )
    expect(table).toEqual([[200, 300, 200, 0]])
    const shaped = await askWith(
      { both: metric('[won_value] + [lost_value]') },
      {
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'user.both' }],
        top: { field: 'owner.name', n: 1, by: 'user.both', other: true },
        totals: { rows: 'grand' },
        calculations: [{ of: 'user.both', as: 'share-of-total', id: 'share' }],
        period: year,
      },
    )
    // Bob 300 + 50; Ann 300 and Cid 70 are the others; 720 in all.
    expect(shaped.table).toEqual([
      ['Bob', 350, 350 / 720, 1],
      ['$other', 370, 370 / 720, 1],
      [null, 720, 1, 0],
    ])
  })

  it('takes the parameters of the metrics it is made of', async () => {
    const fields = { ratio: metric('[lead_to_opportunity_rate] + [lead_leakage_rate]') }
    const spec = { values: [{ metric: 'user.ratio', params: { window: 30, days: 5 } }] }
    await expect(askWith(fields, spec)).resolves.toBeDefined()
    await expect(askWith(fields, { values: [{ metric: 'user.ratio', params: { nothing: 1 } }] })).rejects.toMatchObject({
      details: { reason: 'unknown-param', known: ['window', 'days'] },
    })
  })

  it('is made of others of the user’s, and names the way where it leads back to itself', async () => {
    const fields = { net: metric('[won_value] - [lost_value]'), twice: metric('[user.net] * 2') }
    expect((await askWith(fields, { values: [{ metric: 'user.twice' }] })).table).toEqual([[960, 0]])
    const circle = { a: metric('[user.b] + 1'), b: metric('[user.c]'), c: metric('[user.a] * 2'), d: metric('[won_value]') }
    await expect(askWith(circle, { values: [{ metric: 'user.a' }] })).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { reason: 'cycle', chain: ['user.a', 'user.b', 'user.c', 'user.a'] },
    })
    expect((await askWith(circle, { values: [{ metric: 'user.d' }] })).table).toEqual([[600, 0]])
  })

  it('that names a field which is gone says which one, and leaves the others alone', async () => {
    const fields = { a: metric('sum([custom.opportunity.x_score])'), b: metric('[user.a] / 2'), c: metric('[won_value]') }
    await expect(askWith(fields, { values: [{ metric: 'user.a' }] })).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { reason: 'unknown-name', name: 'custom.opportunity.x_score', field: 'user.a' },
    })
    await expect(askWith(fields, { values: [{ metric: 'user.b' }] })).rejects.toMatchObject({
      details: { reason: 'broken-field', name: 'user.a' },
    })
    expect((await askWith(fields, { values: [{ metric: 'user.c' }] })).table).toEqual([[600, 0]])
  })

  it('that doubles itself thirty times over is refused before it is written', async () => {
    const metrics = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`m${n}`, metric(n === 0 ? '[won_value]' : `[user.m${n - 1}] + [user.m${n - 1}]`)]),
    )
    await expect(askWith(metrics, { values: [{ metric: 'user.m29' }] })).rejects.toMatchObject({ code: 'invalid-formula' })
    const rows = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`d${n}`, dimension(n === 0 ? '[account.name]' : `concat([user.d${n - 1}], [user.d${n - 1}])`)]),
    )
    await expect(askWith(rows, { rows: [{ field: 'user.d29' }], values: [{ metric: 'won_value' }] })).rejects.toMatchObject({
      code: 'invalid-formula',
    })
  })
})

describe('a metric of the user’s in every place where one can stand', () => {
  const fields = { each: metric('[won_value] / [won_count]') }

  it('is a condition, a comparison and a sort', async () => {
    const asked = { rows: [{ field: 'owner.name' }], values: [{ metric: 'user.each' }], totals: { rows: 'grand' as const } }
    const kept = await askWith(fields, { ...asked, having: [{ metric: 'user.each', op: 'at-least', values: [200] }] })
    expect(kept.table[0]).toEqual(['Bob', 300, 1])
    const compared = await askWith(fields, {
      values: [{ metric: 'user.each' }],
      period: { from: '2026-04-01', to: '2026-04-30' },
      compare: ['previous-period'],
    })
    // April: deal 3 of 300; March: deal 2 of 200.
    expect(compared.table).toEqual([[300, 200, 0]])
    const sorted = await askWith(fields, { ...asked, sort: [{ by: 'user.each', direction: 'asc' }] })
    expect(sorted.table.slice(0, 2).map(([name]) => name)).toEqual(['Ann', 'Bob'])
  })

  it('is written by months, and with open deals as of their ends', async () => {
    const open = { ...fields, mixed: metric('[pipeline_value] + [won_value]') }
    const { table } = await askWith(open, {
      rows: [{ field: 'date', grain: 'quarter' }],
      values: [{ metric: 'user.mixed' }],
      period: { from: '2026-01-01', to: '2026-06-30' },
    })
    // End of March: deals 3 (300), 4 (50), 8 (30) open, deals 1 and 2 won in the quarter; end of June: 6 (400), 8 (30) open, 3 won.
    expect(table).toEqual([
      ['2026-01-01', 380 + 300, 1],
      ['2026-04-01', 430 + 300, 1],
    ])
  })
})
