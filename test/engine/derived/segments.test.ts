import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FieldDocument } from '../../../src/contract/fields.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { dropDerived } from '../../../src/engine/report/derived-tables.ts'
import { dimensionValues } from '../../../src/engine/report/dimension-values.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { buildMarts, databaseOf } from '../report/small-model.ts'
import { ask, contextOf, withStudies } from '../report/ask.ts'
import { askStudy, figureOf, tableOf } from '../studies/ask-study.ts'
import { bought, ago } from '../studies/rfm/ten-customers.ts'

const fields = Object.entries({
  grid: { kind: 'segment', label: 'Grid', study: 'rfm', of: 'account', params: { segments: 'international-11' } },
  vip: {
    kind: 'segment',
    label: 'VIP',
    study: 'rfm',
    of: 'account',
    params: { segments: 'international-11' },
    drill: JSON.stringify({ segment: 'champions' }),
  },
  within: {
    kind: 'segment',
    label: 'Among the VIP',
    study: 'rfm',
    of: 'account',
    params: { method: 'fixed', segments: [{ name: 'Rich', m: [4, 5] }], filters: [{ field: 'segment.rfm.vip', op: 'in', values: ['in'] }] },
  },
  tier: { kind: 'dimension', label: 'Tier', formula: 'if([segment.rfm.grid] = "champions", "first", "second")' },
  far: {
    kind: 'segment',
    label: 'Far',
    study: 'funnel',
    of: 'opportunity',
    params: { unit: 'opportunity', steps: [{ event: 'opportunity' }, { event: 'won' }], period: { from: '2026-01-01', to: '2026-06-30' } },
  },
}).map(([name, body]) => ({ name, version: 1, body: FieldDocument.parse(body) }))

let database: Database
let context: ReportContext
beforeAll(async () => {
  database = await databaseOf({
    account: Object.keys(bought).map((name) => ({ name })),
    order: Object.entries(bought).flatMap(([account, orders]) =>
      orders.map(([days, amount]) => ({ account, ordered_at: ago(days), amount, status: 'confirmed' })),
    ),
    opportunity: [
      { name: 'won', account: 'A', status: 'won', amount: 8, created_at: '2026-02-01', closed_at: '2026-03-01' },
      { name: 'open', account: 'B', status: 'open', amount: 4, created_at: '2026-02-02' },
      { name: 'before', account: 'B', status: 'open', amount: 2, created_at: '2025-02-02' },
    ],
  })
  context = { ...withStudies(database, contextOf('2026-06-30')), fields }
})
afterAll(async () => database.close())

const table = async (spec: ReportSpecInput, of: ReportContext = context) => (await ask(database, of, spec)).table
const byField = (field: string): ReportSpecInput => ({ rows: [{ field }], values: [{ metric: 'order_value' }], totals: { rows: 'grand' } })

describe('a segment of a study', () => {
  it('breaks a report down by the class of each customer, in the order of the classes, whoever has none apart', async () => {
    // As the ten customers of the RFM test are scored by hand; K bought before the window.
    expect(await table(byField('segment.rfm.grid'))).toEqual([
      ['champions', 1500, 1],
      ['loyal', 1000, 1],
      ['promising', 200, 1],
      ['about-to-sleep', 50, 1],
      ['at-risk', 20, 1],
      ['hibernating', 60, 1],
      ['lost', 24, 1],
      [null, 70, 1],
      [null, 2924, 0],
    ])
  })

  it('is shipped for a study without params: the money of each class is what the study says', async () => {
    const study = tableOf(await askStudy(database, context, 'rfm'), 'segments', ['segment', 'amount'])
    const report = await table({ rows: [{ field: 'segment.rfm.class' }], values: [{ metric: 'order_value' }] })
    expect(report.filter(([name]) => name !== null).map(([name, amount]) => [name, amount])).toEqual(
      study.filter(([, amount]) => amount !== 0),
    )
  })

  it('filters, on its own and through a formula, and has its values listed', async () => {
    const total: ReportSpecInput = { values: [{ metric: 'order_value' }] }
    const filtered = async (field: string, values: string[], op: 'in' | 'not-in' = 'in') =>
      (await table({ ...total, filters: [{ field, op, values }] }))[0]?.[0]
    expect(await filtered('segment.rfm.grid', ['champions', 'lost'])).toBe(1524)
    expect(await filtered('segment.rfm.vip', ['in'])).toBe(1500)
    expect(await filtered('segment.rfm.vip', ['out'])).toBe(1424)
    expect(await filtered('user.tier', ['first'])).toBe(1500)
    expect(await dimensionValues(database, context, { field: 'segment.rfm.vip', search: '', limit: 10 })).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: 'in' }), expect.objectContaining({ value: 'out' })]),
    )
  })

  it('opens the rows behind a number', async () => {
    const spec = ReportSpec.parse(byField('segment.rfm.grid'))
    const cell = { row: { 'segment.rfm.grid': 'champions' }, value: 'order_value' }
    expect(await explain(database, context, { spec, cell, offset: 0, limit: 10 })).toMatchObject({ value: 1500, n: 5 })
  })

  it('can be asked of a study, and of another segment', async () => {
    const study = await askStudy(database, context, 'rfm', { filters: [{ field: 'segment.rfm.vip', op: 'in', values: ['in'] }] })
    expect(figureOf(study, 'customers').value).toBe(2)
    // Of the two champions A's money passes 10,000 never: neither is rich, both are among the rest.
    expect(await table({ rows: [{ field: 'segment.rfm.within' }], values: [{ metric: 'order_value' }] })).toEqual([
      ['other', 1500, 1],
      [null, 1424, 1],
    ])
  })

  it('of the funnel says how far each deal came', async () => {
    expect(await table({ rows: [{ field: 'segment.funnel.far' }], values: [{ metric: 'opportunity_count' }] })).toEqual([
      ['opportunity', 1, 1],
      ['won', 1, 1],
      [null, 1, 1],
    ])
  })

  it('is made anew when the data are others, and not before', async () => {
    const rich = {
      name: 'rich',
      version: 1,
      body: FieldDocument.parse({
        kind: 'segment',
        label: 'Rich',
        study: 'rfm',
        of: 'account',
        params: { segments: [{ name: 'Rich', m: [5] }] },
      }),
    }
    const at = (dataVersion: number): ReportContext => ({ ...context, dataVersion, fields: [...fields, rich] })
    const spec: ReportSpecInput = {
      rows: [{ field: 'account.name' }],
      values: [{ metric: 'order_value' }],
      filters: [{ field: 'segment.rfm.rich', op: 'in', values: ['Rich'] }],
    }
    // Money rising: 4 20 20 50 60 100 100 500 1000 1000, so the cut at 80 % is 500.
    expect(await table(spec, at(100))).toEqual([
      ['A', 1000, 1],
      ['F', 1000, 1],
    ])
    await database.transaction(async (transaction) => {
      await transaction.run('update model."order" set amount = 5000 where account = \'C\'')
      await buildMarts(transaction)
    })
    expect((await table(spec, at(100))).map(([name]) => name)).toEqual(['A', 'F'])
    // Now 4 20 20 50 60 100 500 1000 1000 5000: the cut is 1000.
    expect(await table(spec, at(101))).toEqual([['C', 5000, 1]])
  })

  it('leaves nothing behind for the next opening, where it is made anew', async () => {
    const made = async () =>
      (await database.rows("select table_name from duckdb_tables() where starts_with(table_name, 'derived ')")).length
    const before = await table(byField('segment.rfm.grid'))
    expect(await made()).toBeGreaterThan(0)
    await dropDerived(database)
    expect(await made()).toBe(0)
    expect(await table(byField('segment.rfm.grid'), { ...withStudies(database, context), fields })).toEqual(before)
  })

  it('that nobody can make says so: a study without classes, a number that is not there, things of another kind', async () => {
    const withField = (body: object): ReportContext => ({
      ...context,
      dataVersion: 102,
      fields: [{ name: 'x', version: 1, body: FieldDocument.parse({ kind: 'segment', label: 'X', ...body }) }],
    })
    const total = (study: string): ReportSpecInput => ({
      values: [{ metric: 'order_value' }],
      filters: [{ field: `segment.${study}.x`, op: 'in', values: ['in'] }],
    })
    await expect(table(total('win-loss'), withField({ study: 'win-loss', of: 'account' }))).rejects.toMatchObject({
      code: 'invalid-formula',
    })
    await expect(table(total('rfm'), withField({ study: 'rfm', of: 'account', drill: 'nothing' }))).rejects.toMatchObject({
      details: { reason: 'no-such-drill' },
    })
    await expect(
      table(
        { values: [{ metric: 'opportunity_count' }], filters: [{ field: 'segment.funnel.x', op: 'in', values: ['in'] }] },
        withField({ study: 'funnel', of: 'opportunity', drill: JSON.stringify({ kind: 'reached', step: 1 }) }),
      ),
    ).rejects.toMatchObject({ details: { reason: 'list-of-others' } })
  })
})
