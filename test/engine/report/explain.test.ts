import { beforeAll, describe, expect, it } from 'vitest'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { CellAddress, ExplainResult } from '../../../src/contract/report-result.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { metrics } from '../../../src/engine/catalog/metrics.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { ask, contextOf, withStudies, rowsOf, type Cell } from './ask.ts'
import { clock, dealsDatabase } from './deals.ts'

let database: Database
let known: ReportContext | undefined
const context = (): ReportContext => (known ??= withStudies(database, contextOf(clock)))

beforeAll(async () => {
  database = await dealsDatabase()
})

async function behind(
  spec: ReportSpecInput,
  cell: Partial<CellAddress> & { value: string },
  page = { offset: 0, limit: 200 },
): Promise<ExplainResult & { table: Cell[][]; deals: Cell[] }> {
  const { bytes, ...result } = await explain(database, context(), {
    spec: ReportSpec.parse(spec),
    cell: { row: {}, ...cell },
    ...page,
  })
  const table = rowsOf(bytes)
  const name = result.columns.findIndex(({ id }) => id === 'name')
  return { ...result, table, deals: table.map((row) => row[name] ?? null) }
}

describe('explain', () => {
  it('shows definition, SQL, value, n and the rows of a number with their places in the file', async () => {
    const result = await behind(
      { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_value' }] },
      { row: { 'owner.name': 'Ann' }, value: 'won_value' },
    )
    expect(result).toMatchObject({
      metric: 'won_value',
      value: 300,
      n: 2,
      asOf: clock,
      period: null,
      files: [{ file: 'small.csv', hash: 'hash-1', load: 1, rows: 2 }],
    })
    expect(result.deals).toEqual(['Deal 1', 'Deal 2'])
    expect(result.columns.slice(-4).map(({ id }) => id)).toEqual(['$hash', '$file', '$sheet', '$row'])
    expect(result.table.map((row) => row.slice(-4))).toEqual([
      ['hash-1', 'small.csv', null, 2],
      ['hash-1', 'small.csv', null, 3],
    ])
    expect(result.sql).toContain("'Ann'")
    expect(result.filters).toEqual([{ field: 'owner.name', op: 'in', values: ['Ann'] }])
  })

  it('shows the whole population of a ratio and which rows count in its numerator', async () => {
    const result = await behind({ values: [{ metric: 'win_rate' }] }, { value: 'win_rate' })
    expect(result.value).toBe(3 / 5)
    const counts = result.columns.findIndex(({ id }) => id === '$counts')
    expect(result.table.map((row) => row[counts])).toEqual([true, true, true, false, false])
    expect(result.n).toBe(5)
  })

  it('shows each customer once, by the last purchase, with the customers who count as buying again', async () => {
    const result = await behind({ values: [{ metric: 'repeat_purchase_rate' }] }, { value: 'repeat_purchase_rate' })
    const counts = result.columns.findIndex(({ id }) => id === '$counts')
    const account = result.columns.findIndex(({ id }) => id === 'account.name')
    expect(result.table.map((row) => [row[account], row[counts]])).toEqual([
      ['Beta', false],
      ['Alpha', true],
    ])
    expect(result).toMatchObject({ value: 1 / 2, n: 2 })
  })

  it('finds subtotals, empty values, buckets, columns, “Other” and comparisons', async () => {
    const levels: ReportSpecInput = {
      rows: [{ field: 'owner.manager' }, { field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'all-levels' },
    }
    expect(await behind(levels, { row: { 'owner.manager': 'Zoe' }, value: 'opportunity_count' })).toMatchObject({
      value: 5,
      n: 5,
      deals: ['Deal 1', 'Deal 2', 'Deal 3', 'Deal 4', 'Deal 6'],
    })
    expect(await behind(levels, { row: { 'owner.manager': null, 'owner.name': 'Cid' }, value: 'opportunity_count' })).toMatchObject({
      value: 2,
      deals: ['Deal 5', 'Deal 8'],
    })
    expect(await behind(levels, { value: 'opportunity_count' })).toMatchObject({ value: 8, n: 8 })

    const pivot: ReportSpecInput = {
      rows: [{ field: 'date', grain: 'quarter' }],
      columns: [{ field: 'account.industry' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'grand', columns: 'grand' },
    }
    expect(await behind(pivot, { row: { date: '2026-01-01' }, value: 'opportunity_count|Food' })).toMatchObject({
      value: 2,
      deals: ['Deal 1', 'Deal 3'],
    })
    expect(await behind(pivot, { row: { date: null }, value: 'opportunity_count|' })).toMatchObject({ value: 1, deals: ['Deal 8'] })
    expect(await behind(pivot, { row: { date: '2026-01-01' }, value: 'opportunity_count|total' })).toMatchObject({ value: 4, n: 4 })

    const top: ReportSpecInput = {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }],
      top: { field: 'owner.name', n: 1, by: 'opportunity_count', other: true },
    }
    expect(await behind(top, { row: { 'owner.name': '$other' }, value: 'opportunity_count' })).toMatchObject({
      value: 5,
      deals: ['Deal 3', 'Deal 4', 'Deal 5', 'Deal 7', 'Deal 8'],
      filters: [{ field: 'owner.name', op: 'not-in', values: ['Ann'] }],
    })

    const compared: ReportSpecInput = {
      rows: [{ field: 'date' }],
      values: [{ metric: 'won_value' }],
      period: { from: '2026-03-01', to: '2026-04-30' },
      compare: ['previous-period'],
    }
    expect(await behind(compared, { row: { date: '2026-04-01' }, value: 'won_value@previous-period' })).toMatchObject({
      value: 100,
      deals: ['Deal 1'],
      period: { from: '2026-01-01', to: '2026-02-28' },
    })
  })

  it('says for the number of an earlier period which days it looks at, and shows its rows', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'date', grain: 'month' }],
      values: [{ metric: 'opportunity_count' }],
      period: { from: '2026-11-01', to: '2026-12-31' },
      compare: ['previous-year', 'previous-period'],
      totals: { rows: 'grand' },
    }
    expect(await behind(spec, { row: { date: '2026-12-01' }, value: 'opportunity_count@previous-year' })).toMatchObject({
      value: 1,
      n: 1,
      deals: ['Deal 5'],
      period: { from: '2025-11-01', to: '2025-12-31' },
      filters: [{ field: 'date', op: 'between', values: ['2025-12-01', '2025-12-31'] }],
    })
    expect(await behind(spec, { value: 'opportunity_count@previous-year' })).toMatchObject({
      value: 1,
      n: 1,
      deals: ['Deal 5'],
      filters: [],
    })
    // September and October stand beside November and December.
    expect(await behind(spec, { row: { date: '2026-12-01' }, value: 'opportunity_count@previous-period' })).toMatchObject({
      n: 0,
      period: { from: '2026-09-01', to: '2026-10-31' },
      filters: [{ field: 'date', op: 'between', values: ['2026-10-01', '2026-10-31'] }],
    })
    const ranged: ReportSpecInput = {
      values: [{ metric: 'opportunity_count' }],
      filters: [{ field: 'date', op: 'between', values: ['2026-11-01', '2026-12-31'] }],
      compare: ['previous-year'],
    }
    expect(await behind(ranged, { value: 'opportunity_count@previous-year' })).toMatchObject({
      value: 1,
      n: 1,
      period: { from: '2025-11-01', to: '2025-12-31' },
      filters: [],
    })
  })

  it('shows whole deals behind the money of a product', async () => {
    const spec: ReportSpecInput = { rows: [{ field: 'product.name' }], values: [{ metric: 'won_value' }], totals: { rows: 'grand' } }
    expect(await behind(spec, { row: { 'product.name': 'Pump' }, value: 'won_value' })).toMatchObject({
      value: 260,
      n: 2,
      deals: ['Deal 1', 'Deal 2'],
    })
    expect(await behind(spec, { value: 'won_value' })).toMatchObject({ value: 600, n: 3 })
  })

  it('shows the deals that were open on the bucket’s last day', async () => {
    const spec: ReportSpecInput = {
      rows: [{ field: 'date', grain: 'quarter' }],
      values: [{ metric: 'pipeline_value' }],
      period: { from: '2026-01-01', to: '2026-06-30' },
    }
    expect(await behind(spec, { row: { date: '2026-01-01' }, value: 'pipeline_value' })).toMatchObject({
      value: 380,
      n: 3,
      deals: ['Deal 3', 'Deal 4', 'Deal 8'],
    })
  })

  it('pages through the rows', async () => {
    const page = await behind({ values: [{ metric: 'opportunity_count' }] }, { value: 'opportunity_count' }, { offset: 3, limit: 2 })
    expect(page).toMatchObject({ n: 8, deals: ['Deal 4', 'Deal 5'] })
  })

  it.each([
    [{ value: 'won_count' }, 'no-such-value'],
    [{ value: 'won_value', row: { 'account.name': 'Alpha' } }, 'no-such-row-dimension'],
    [{ value: 'won_value', row: { 'owner.name': 'Ann' } }, 'row-skips-a-level'],
  ])('refuses %j: %s', async (cell, reason) => {
    await expect(
      behind({ rows: [{ field: 'owner.manager' }, { field: 'owner.name' }], values: [{ metric: 'won_value' }] }, cell),
    ).rejects.toMatchObject({ code: 'invalid-report', details: { reason } })
  })

  it('gives for every metric of deals and leads the value of the report and as many rows as n', async () => {
    for (const { id, formula, group } of metrics.values()) {
      if (!['opportunity', 'lead', 'customer'].includes(group) || ['pipeline_coverage', 'active_customer_rate'].includes(id)) continue
      const spec: ReportSpecInput = { values: [{ metric: id }] }
      const report = await ask(database, context(), spec)
      const explained = await behind(spec, { value: id })
      expect([id, Number(explained.value), explained.n], id).toEqual([id, Number(report.table[0]?.[0]), report.n[id]])
      expect(explained.table.length).toBe(explained.n)
      if (!('by' in formula) && formula.numerator !== undefined)
        expect(explained.columns.some((column) => column.id === '$counts')).toBe(true)
    }
  })
})
