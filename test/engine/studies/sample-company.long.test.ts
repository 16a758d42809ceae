import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { runCli } from '../../cli/run-cli.ts'
import { ask, contextOf } from '../report/ask.ts'
import { askStudy, figureOf, tableOf } from './ask-study.ts'
import { problemsOf, randomQuestion } from './pipeline-bridge/compare-bridges.ts'
import type { World } from './pipeline-bridge/naive-bridge.ts'
import { worldOfSpans } from './pipeline-bridge/other-worlds.ts'
import { dayOf } from './pipeline-bridge/random-lives.ts'
import { seed } from '../../seed.ts'

// No export but one has rates, and only customers abroad pay in dollars.
const filters: Filter[] = [{ field: 'account.country', op: 'in', values: ['中国'] }]
const order = ['初步沟通', '需求分析', '方案提供', '商务谈判', '合同签订']
const context = contextOf('2026-10-07')
// 2025-07-01 to 2026-10-07, the day of the later export.
const [first, last] = [20_270, 20_733]

let folder: string
let company: Database
let salesforce: Database
let hubspot: Database
let world: World

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  const run = async (...args: string[]): Promise<void> => {
    const { code, err } = await runCli(args, { folder })
    expect([code, err]).toEqual([0, ''])
  }
  await run('sample', 'company.helmdeck', '--rows', '900', '--seed', '5', '--exports', 'out')
  await run('import', 'salesforce.helmdeck', 'out/salesforce/first', '--json')
  await run('import', 'salesforce.helmdeck', 'out/salesforce/week-later', '--json')
  await run('import', 'hubspot.helmdeck', 'out/hubspot/first', '--json')
  company = await open('company')
  salesforce = await open('salesforce')
  hubspot = await open('hubspot')
  world = await worldOfSpans(salesforce)
}, 600_000)
afterAll(async () => {
  for (const database of [company, salesforce, hubspot]) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(name: string): Promise<Database> {
  const path = join(folder, `${name}.helmdeck`)
  return await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
}

describe('bridges over two exports with the history of the source', () => {
  it.each([1, 2])(
    `125 close and are what a plain replay of the spans says, round %i (HELMDECK_SEED=${seed})`,
    async (round) => {
      const owners = [...new Set(world.deals.flatMap((deal) => [world.stateOn(deal, last - 30)?.owner ?? null]))]
      for (const question of fc.sample(randomQuestion(first, last, owners), { numRuns: 125, seed: seed + round }))
        expect(await problemsOf(salesforce, world, question, { order, filters })).toEqual([])
    },
    175_000,
  )

  it('both ends are the pipeline that reports tell of these days', async () => {
    for (const [from, to] of [
      [first + 40, first + 130],
      [first + 200, last - 7],
    ] as const) {
      const result = await askStudy(salesforce, context, 'pipeline-bridge', { from: dayOf(from), to: dayOf(to), filters })
      for (const [figure, day] of [
        ['opening', from],
        ['closing', to],
      ] as const) {
        const { table } = await ask(salesforce, context, {
          values: [{ metric: 'pipeline_value' }, { metric: 'open_opportunity_count' }],
          filters,
          asOf: dayOf(day),
        })
        expect([figureOf(result, figure).value, figureOf(result, figure).n]).toEqual(table[0]?.slice(0, 2))
      }
    }
  })
})

describe('the same deals in the layouts of two CRMs', () => {
  const period = { from: '2024-01-01', to: '2026-09-30' }
  const counted = ['stage', 'entries', 'advanced', 'won', 'lost', 'regressed', 'moved', 'open', 'conversion', 'deals', 'started', 'skipped']

  it('Salesforce tells every stage number of the company', async () => {
    const asked = { period, asOf: '2026-09-30' }
    const [own, told] = [await askStudy(company, context, 'stage-flow', asked), await askStudy(salesforce, context, 'stage-flow', asked)]
    expect(tableOf(told, 'stages', counted)).toEqual(tableOf(own, 'stages', counted))
  })

  it('HubSpot, which keeps the last entry only, tells the same of all deals that entered no stage twice', async () => {
    const again = await salesforce.rows<{ name: string }>(
      `select distinct o.name from mart.stage_visit v join mart.opportunity o on o.id = v.opportunity_id
       group by v.opportunity_id, o.name, v.stage_ref having count(*) > 1`,
    )
    expect(again.length).toBeGreaterThan(0)
    const once: Filter = { field: 'opportunity.name', op: 'not-in', values: again.map(({ name }) => name) }
    const asked = { period, asOf: '2026-09-30', filters: [once] }
    const [own, theirs] = [await askStudy(company, context, 'stage-flow', asked), await askStudy(hubspot, context, 'stage-flow', asked)]
    expect(tableOf(theirs, 'stages', counted)).toEqual(tableOf(own, 'stages', counted))
    const calibration = ['stage', 'won', 'lost', 'open', 'measured', 'verdict']
    expect(tableOf(theirs, 'calibration', calibration)).toEqual(tableOf(own, 'calibration', calibration))
    const times = (rows: unknown[][]) => rows.map(([stage, n, median]) => [stage, n, Math.round(Number(median) * 100) / 100])
    const columns = ['stage', 'visit_n', 'visit_median']
    // HubSpot's times end with the minute.
    expect(times(tableOf(theirs, 'times', columns))).toEqual(times(tableOf(own, 'times', columns)))
  })
})

describe('the company of samples/ANSWERS.md', () => {
  let answered: Database
  beforeAll(async () => {
    const { code, err } = await runCli(['import', 'answered.helmdeck', join(import.meta.dirname, '../../../samples/company'), '--json'], {
      folder,
    })
    expect([code, err]).toEqual([0, ''])
    answered = await open('answered')
  }, 120_000)
  afterAll(async () => answered.close())
  const day = contextOf('2026-06-30')

  it('its second quarter of 2026 is bridged', async () => {
    // pipeline_value: 279,000 at the end of March, 271,000 at the end of June, where D21 is worth 20,000 more; new are D22 to D26 (D25: 8,000 USD at 7);
    // won D11 60,000 and D12 24,000; lost D19 65,000 and D20 30,000. slipped_deal_count: D21; push_count: D21, D22.
    const result = await askStudy(answered, day, 'pipeline-bridge', { from: '2026-03-31', to: '2026-06-30' })
    const told = (id: string) => [figureOf(result, id).value, figureOf(result, id).n]
    expect(['opening', 'new', 'amount_up', 'won', 'lost', 'closing'].map(told)).toEqual([
      [279_000, 5],
      [151_000, 5],
      [20_000, 1],
      [84_000, 2],
      [95_000, 2],
      [271_000, 6],
    ])
    expect(['check', 'slipped_deals', 'pushes'].map((id) => figureOf(result, id).value)).toEqual([0, 1, 2])
  })

  it('D07, won in the end, was lost in between', async () => {
    const moves = async (from: string, to: string) =>
      tableOf(await askStudy(answered, day, 'pipeline-bridge', { from, to }), 'deals', ['movement', 'deal', 'amount'])
    expect(await moves('2025-10-09', '2025-10-10')).toEqual([['lost', 'D07', -30_000]])
    expect(await moves('2025-10-19', '2025-10-20')).toEqual([['reopened', 'D07', 30_000]])
    expect(await moves('2025-11-11', '2025-11-12')).toEqual([['won', 'D07', -30_000]])
  })

  it('its stages add up, and the win rate from Propose is that of the page', async () => {
    const result = await askStudy(answered, day, 'stage-flow', { period: { from: '2025-01-01', to: '2026-06-30' } })
    const rows = tableOf(result, 'stages', ['pipeline', 'stage', 'entries', 'advanced', 'won', 'lost', 'regressed', 'open'])
    // Counted in opportunity_history.csv: D04 and D07 entered Propose twice; D07 D14 D17 D18 were lost from it, D22 is there.
    expect(rows).toContainEqual(['New business', 'Propose', 18, 13, 0, 4, 0, 1])
    expect(rows).toContainEqual(['New business', 'Negotiate', 12, 5, 4, 1, 1, 1])
    expect(tableOf(result, 'calibration', ['stage', 'won', 'lost'])).toContainEqual(['Propose', 11, 4])
  })

  it('its channels are credited as worked out by hand and, for Markov and the decay, by a program that shares no code', async () => {
    const period = { from: '2025-01-01', to: '2026-06-30' }
    const result = await askStudy(answered, day, 'channels', { period })
    const told = (model: string, from = result) =>
      Object.fromEntries(tableOf(from, 'attribution', ['channel', model]).filter(([, value]) => value !== 0))
    const all = { '@total': 535_000 }
    expect(told('first')).toEqual({ Website: 185_000, 'Search Ads': 230_000, Referral: 40_000, 'Trade Fair': 80_000, ...all })
    expect(told('last')).toEqual({ Website: 344_000, 'Search Ads': 71_000, Referral: 120_000, ...all })
    const even = { Website: 264_500, 'Search Ads': 150_500, Referral: 80_000, 'Trade Fair': 40_000, ...all }
    for (const model of ['linear', 'position', 'shapley']) expect(told(model)).toEqual(even)
    expect(told('u-shaped')).toEqual({ ...even, Referral: 56_000, 'Trade Fair': 64_000 })
    expect(told('w-shaped')).toEqual({ Website: 291_000, 'Search Ads': 124_000, Referral: 48_000, 'Trade Fair': 72_000, ...all })
    expect(told('full-path')).toEqual({ Website: 304_250, 'Search Ads': 110_750, Referral: 60_000, 'Trade Fair': 60_000, ...all })
    expect(told('time-decay')).toEqual({
      Website: 274_784.06,
      'Search Ads': 140_215.94,
      Referral: 119_884.07,
      'Trade Fair': 115.93,
      ...all,
    })
    expect(told('markov')).toEqual({ Website: 307_213.18, 'Search Ads': 96_613.25, Referral: 101_698.16, 'Trade Fair': 29_475.41, ...all })
    expect([figureOf(result, 'roas').value, figureOf(result, 'roi').value]).toEqual([535_000 / 195_100, (214_870 - 195_100) / 195_100])
    const chain = ['channel', 'spend', 'leads', 'mql', 'sql', 'opportunities', 'won', 'won_amount', 'margin']
    expect(tableOf(result, 'channels', chain).at(-1)).toEqual(['@total', 195_100, 60, 33, 25, 19, 9, 535_000, 214_870])
    const closed = told('linear', await askStudy(answered, day, 'channels', { period, basis: 'closed' }))
    expect(closed).toEqual({ Website: 423_500, 'Search Ads': 225_500, Referral: 160_000, 'Trade Fair': 40_000, '@total': 849_000 })
  })

  it('its cohorts are those of the page', async () => {
    const whole = { grain: 'quarter', period: { from: '2025-01-01', to: '2026-06-30' } }
    const result = await askStudy(answered, day, 'cohorts', whole)
    expect(tableOf(result, 'triangle', ['cohort', 'n', 'p0', 'p1', 'p2', 'p3', 'p4', 'p5']).at(-1)).toEqual([
      'all',
      10,
      1,
      0,
      0,
      0.6,
      0.25,
      0,
    ])
    expect(tableOf(result, 'cohorts', ['cohort', 'customers', 'amount'])).toEqual([
      ['2025 Q1', 1, 300_000],
      ['2025 Q2', 3, 200_000],
      ['2025 Q3', 1, 155_000],
      ['2025 Q4', 2, 110_000],
      ['2026 Q1', 1, 50_000],
      ['2026 Q2', 2, 84_000],
      ['all', 10, 899_000],
    ])
    expect(tableOf(result, 'cells', ['cohort', 'age', 'cumulative'])).toContainEqual(['all', 3, 121_000])
    const later = await askStudy(answered, day, 'cohorts', { ...whole, returned: 'on-or-after' })
    expect(tableOf(later, 'triangle', ['p1', 'p2', 'p3', 'p4']).at(-1)).toEqual([3 / 8, 3 / 7, 0.6, 0.25])
    const money = ['before', 'gone', 'less', 'more', 'returned', 'new', 'now', 'nrr', 'grr', 'money_churn', 'customer_churn']
    expect(tableOf(result, 'retention', money).at(-1)).toEqual([
      280_000,
      140_000,
      20_000,
      100_000,
      0,
      399_000,
      619_000,
      220 / 280,
      120 / 280,
      160 / 280,
      0.5,
    ])
    expect(figureOf(result, 'repurchase_p90').value).toBeCloseTo(300.7, 9)
  })

  it('its customers are worth and cost what the page says', async () => {
    const period = { from: '2025-07-01', to: '2026-06-30' }
    const result = await askStudy(answered, day, 'ltv-cac', { period, by: { field: 'channel.name' } })
    const told = (id: string) => Number(figureOf(result, id).value)
    expect(told('ltv')).toBeCloseTo(36_974.0395, 4)
    expect(['cac_paid', 'cac_blended', 'cac_loaded', 'payback_months', 'lag_days'].map(told)).toEqual([42_550, 88_100 / 6, 22_350, 1, 104])
    expect(told('ltv_to_cac')).toBeCloseTo(1.654319, 6)
    expect(tableOf(result, 'curve', ['n']).flat()).toEqual([6, 5, 4, 3, 3, 3, 2])
    expect(Number(tableOf(result, 'curve', ['cumulative']).at(-1)?.[0])).toBeCloseTo(25_774.0395, 4)
    expect(tableOf(result, 'groups', ['group', 'customers', 'spend', 'cac'])).toEqual([
      ['Referral', 1, null, null],
      ['Search Ads', 1, 42_000, 42_000],
      ['Trade Fair', 1, 37_100, 37_100],
      ['Website', 3, 3_000, 1_000],
      ['Trade Press', 0, 6_000, null],
      [null, 0, 46_000, null],
    ])
    const paid = await askStudy(answered, day, 'ltv-cac', { period, cac: 'paid' })
    expect(Number(figureOf(paid, 'ltv_to_cac').value)).toBeCloseTo(0.76703, 5)
    expect(figureOf(paid, 'payback_months').value).toBeNull()
  })

  it('its third quarter of 2026 is foretold as the page does, with how such forecasts went before', async () => {
    const result = await askStudy(answered, day, 'forecast', { period: { relative: 'next', unit: 'quarter' } })
    const columns = ['category', 'deals', 'single', 'cumulative']
    expect(tableOf(result, 'categories', columns).slice(0, 4)).toEqual([
      ['closed', 0, 0, 0],
      ['commit', 0, 0, 0],
      ['best_case', 2, 160_000, 160_000],
      ['pipeline', 1, 0, 160_000],
    ])
    const methods = tableOf(result, 'methods', ['method', 'value', 'origins'])
    expect(methods.slice(0, 5)).toEqual([
      ['previous', 168_000, 4],
      ['declared', 104_000, 5],
      ['weighted', 139_333.33, 5],
      ['commit', 0, 0],
      ['best_case', 160_000, 0],
    ])
    expect(tableOf(result, 'tried', ['period', 'said_on', 'actual', 'declared', 'weighted'])).toEqual([
      ['2025 Q2', '2025-03-30', 180_000, 71_000, 71_000],
      ['2025 Q3', '2025-06-30', 71_000, 51_000, 51_000],
      ['2025 Q4', '2025-09-30', 260_000, 23_000, 23_000],
      ['2026 Q1', '2025-12-29', 70_000, 29_500, 29_500],
      ['2026 Q2', '2026-03-30', 168_000, 100_700, 192_420.33],
    ])
    expect(result.headline.en).toMatch(
      /^Q3 2026 is expected to close at 139 K .*; this method has missed by 57\.5% in the last 5 quarters\.$/,
    )
    expect(figureOf(result, 'bias').value).toBeCloseTo(-0.51012, 6)
    expect(['overdue', 'target', 'gap'].map((id) => figureOf(result, id).value)).toEqual([30_000, 210_000, -70_666.67])
  })
})
