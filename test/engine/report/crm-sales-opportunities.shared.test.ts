import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { openTestWorkspace, uploadFile, type TestWorkspace } from '../ingest/import-fixture.ts'
import { load } from '../ingest/load-fixture.ts'
import { ask, contextOf, type Answer } from './ask.ts'

const folder = join(
  process.env['HELMDECK_SHARED'] ?? new URL('../../../../shared', import.meta.url).pathname,
  'data/crm-sales-opportunities',
)
const context = contextOf('2017-12-31', { reportingCurrency: null })

let workspace: TestWorkspace
const answer = (spec: ReportSpecInput): Promise<Answer> => ask(workspace.database, context, spec)
const grand = async (metric: string, more: object = {}): Promise<unknown> => (await answer({ values: [{ metric, ...more }] })).table[0]?.[0]

beforeAll(async () => {
  workspace = await openTestWorkspace()
  const files = (await readdir(folder)).filter((name) => name.endsWith('.csv'))
  await load(workspace, await Promise.all(files.map((name) => uploadFile(workspace, join(folder, name)))))
})

// Every figure here is published with the data set and recomputed by awk or another database in its expected.json.
describe('reports on the CRM sales opportunities', () => {
  it('count all 8,800 deals, and by stage', async () => {
    expect(await grand('opportunity_count')).toBe(8800)
    const { table } = await answer({ rows: [{ field: 'stage.name' }], values: [{ metric: 'opportunity_count' }] })
    expect(Object.fromEntries(table.map(([stage, count]) => [stage, count]))).toEqual({
      Won: 4238,
      Lost: 2473,
      Engaging: 1589,
      Prospecting: 500,
    })
    expect(table.map(([stage]) => stage).slice(-2)).toEqual(['Won', 'Lost'])
  })

  it('sum wins and divide them', async () => {
    expect(await grand('won_value')).toBe(10_005_534)
    expect(await grand('win_rate')).toBeCloseTo(4238 / 6711, 12)
    expect(await grand('win_rate', { params: { population: 'all' } })).toBeCloseTo(4238 / 8800, 12)
    expect(await grand('average_deal_size')).toBeCloseTo(10_005_534 / 4238, 9)
    expect(await grand('sales_cycle_days', { stat: 'p50' })).toBe(57)
    expect(await grand('sales_cycle_days', { stat: 'max' })).toBe(138)
    expect(Number(await grand('sales_cycle_days')).toFixed(3)).toBe('51.782')
    expect(await grand('open_opportunity_count')).toBe(2089)
  })

  it('follow the quarters of 2017', async () => {
    const { table } = await answer({
      rows: [{ field: 'date', grain: 'quarter' }],
      values: [{ metric: 'won_value' }, { metric: 'won_count' }],
      period: { from: '2017-01-01', to: '2017-12-31' },
    })
    expect(table.map((row) => row.slice(0, 3))).toEqual([
      ['2017-01-01', 1_134_672, 531],
      ['2017-04-01', 3_086_111, 1254],
      ['2017-07-01', 2_982_255, 1257],
      ['2017-10-01', 2_802_496, 1196],
    ])
  })

  it('follow managers and regions, whose totals hold', async () => {
    const { table } = await answer({
      rows: [{ field: 'owner.manager' }],
      values: [{ metric: 'won_value' }],
      sort: [{ by: 'won_value' }],
      totals: { rows: 'grand' },
    })
    expect(table.map((row) => row.slice(0, 2))).toEqual([
      ['Melvin Marxen', 2_251_930],
      ['Summer Sewald', 1_964_750],
      ['Rocco Neubert', 1_960_545],
      ['Celia Rouche', 1_603_897],
      ['Cara Losch', 1_130_049],
      ['Dustin Brinkmann', 1_094_363],
      [null, 10_005_534],
    ])
    const regions = await answer({ rows: [{ field: 'owner.region' }], values: [{ metric: 'won_value' }] })
    expect(regions.table.map((row) => row.slice(0, 2))).toEqual([
      ['Central', 3_346_293],
      ['East', 3_090_594],
      ['West', 3_568_647],
    ])
  })

  it('take GTXPro for GTX Pro in the product lines', async () => {
    const { table } = await answer({
      rows: [{ field: 'product.line' }],
      values: [{ metric: 'won_value' }],
      sort: [{ by: 'won_value' }],
      totals: { rows: 'grand' },
    })
    expect(table.map((row) => row.slice(0, 2))).toEqual([
      ['GTX', 7_344_767],
      ['MG', 2_260_155],
      ['GTK', 400_612],
      [null, 10_005_534],
    ])
  })

  it('show the 1,425 deals without an account as a row of their own', async () => {
    const { table } = await answer({
      rows: [{ field: 'account.industry' }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'grand' },
    })
    expect(table.find(([industry, , level]) => industry === null && level === 1)?.[1]).toBe(1425)
    expect(table.at(-1)).toEqual([null, 8800, 0])
    expect(table.filter(([, , level]) => level === 1).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(8800)
  })
})
