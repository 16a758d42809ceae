import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StudyName } from '../../../src/contract/studies.ts'
import type { StudyResult } from '../../../src/contract/study-result.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { runCli } from '../../cli/run-cli.ts'
import { contextOf } from '../report/ask.ts'
import { sampleRows } from '../sample/sample-fixture.ts'
import { askStudy, figureOf, tableOf } from './ask-study.ts'

// Every number that is expected stands in samples/PLANTED.md, with its tolerance.
const context = contextOf('2026-09-30')
/** The whole history, but for leads too young to have become deals. */
const period = { from: '2023-07-01', to: '2026-08-14' }
let folder: string
let company: Database
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  const { code, err } = await runCli(['sample', 'company.helmdeck', '--rows', String(sampleRows), '--seed', '7'], { folder })
  expect([code, err]).toEqual([0, ''])
  const path = join(folder, 'company.helmdeck')
  company = await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
}, 300_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (study: StudyName, params: Record<string, unknown>): Promise<StudyResult> => askStudy(company, context, study, params)
const within = (found: number, expected: number, tolerance: number): void => {
  expect([found, Math.abs(found - expected) <= tolerance]).toEqual([found, true])
}

describe('the funnel', () => {
  it('finds how many leads of each channel become deals', async () => {
    const result = await ask('funnel', { period, steps: [{ event: 'lead' }, { event: 'opportunity' }], by: { field: 'channel.source' } })
    const rates = new Map(
      tableOf(result, 'breakdown', ['step', 'group', 'conversion']).flatMap(([step, ...rest]) => (step === '2' ? [rest] : [])) as [
        string,
        number,
      ][],
    )
    within(rates.get('老客户') ?? NaN, 0.406, 0.05)
    within(rates.get('百度') ?? NaN, 0.151, 0.022)
    within(rates.get('抖音') ?? NaN, 0.052, 0.015)
  })

  it('finds the Spring Festival, and the growth of a year', async () => {
    const entered = async (from: string, to: string): Promise<number> => {
      const result = await ask('funnel', { period: { from, to }, steps: [{ event: 'lead' }, { event: 'won' }] })
      return Number(figureOf(result, 'entered').value)
    }
    within((await entered('2026-02-10', '2026-02-23')) / 14 / ((await entered('2026-03-01', '2026-03-31')) / 31), 0.157, 0.03)
    within((await entered('2025-04-01', '2026-03-31')) / (await entered('2024-04-01', '2025-03-31')), 1.16, 0.04)
  })
})

describe('stage flow', () => {
  const slow = '方案提供'
  const quarter = (from: string, to: string) => ask('stage-flow', { period: { from, to } })
  const medianOf = (result: StudyResult): number =>
    Number(tableOf(result, 'times', ['stage', 'visit_median']).find(([stage]) => stage === slow)?.[1])

  it('finds the stage that got slow in one quarter, as the bottleneck of that quarter and for its waiting', async () => {
    const before = medianOf(await quarter('2023-07-01', '2025-09-30'))
    const then = await quarter('2025-10-01', '2025-12-31')
    within(medianOf(then) / before, 2.2, 0.35)
    within(medianOf(await quarter('2026-01-01', '2026-03-31')) / before, 1, 0.25)
    const rows = tableOf(then, 'bottlenecks', ['stage', 'stay_cost']) as [string, number][]
    expect(rows[0]?.[0]).toBe(slow)
    // What waits there costs more than what waits in all other stages.
    expect(rows[0]?.[1]).toBeGreaterThan(rows.slice(1).reduce((sum, [, cost]) => sum + cost, 0))
  })

  it('finds that hardly anything is lost once a contract is on its way', async () => {
    const rates = tableOf(await ask('stage-flow', { period }), 'stages', ['stage', 'conversion']) as [string, number][]
    const last = rates.find(([stage]) => stage === '合同签订')?.[1] ?? NaN
    within(last, 0.94, 0.03)
    for (const [stage, rate] of rates) if (stage !== '合同签订') expect([stage, rate < 0.85]).toEqual([stage, true])
  })
})

describe('win and loss', () => {
  const ofProduct = (op: 'in' | 'not-in') => [
    { field: 'product.name', op, values: ['锐视检测机 V3 Pro'] },
    { field: 'opportunity.type', op: 'in', values: ['新购'] },
  ]

  it('finds the product that loses on price, and to whom', async () => {
    const [own, others] = await Promise.all(
      (['in', 'not-in'] as const).map((op) => ask('win-loss', { period, filters: ofProduct(op), fromStage: '方案提供' })),
    )
    const share = (result: StudyResult | undefined, table: string, key: string, value: string): number => {
      const rows = tableOf(result as StudyResult, table, [key, table === 'competitors' ? 'lost' : 'deals', 'outcome']) as [
        string,
        number,
        string | null,
      ][]
      const lost = rows.filter(([, , outcome]) => table === 'competitors' || outcome === 'lost')
      return (lost.find(([name]) => name === value)?.[1] ?? 0) / lost.reduce((sum, [, deals]) => sum + deals, 0)
    }
    within(share(own, 'reasons', 'reason', '价格过高'), 0.65, 0.11)
    within(share(others, 'reasons', 'reason', '价格过高'), 0.25, 0.05)
    within(share(own, 'competitors', 'competitor', '海拓智能'), 0.7, 0.11)
    const rate = async (op: 'in' | 'not-in') =>
      Number(figureOf(await ask('win-loss', { period, filters: ofProduct(op) }), 'win_rate').value)
    within(await rate('in'), 0.271, 0.07)
    within(await rate('not-in'), 0.381, 0.04)
  })

  it('calls out the strong and the weak reps, and hardly anybody else', async () => {
    const result = await ask('win-loss', {
      period,
      drivers: ['owner.name'],
      filters: [{ field: 'opportunity.type', op: 'in', values: ['新购'] }],
    })
    const placed = await company.rows<{ name: string; place: number }>(
      `select p.name, ((right(p.source_id, 8)::integer - 8) // 6) % 5 as place from model.person p
       where p.source_id in (select owner from model.opportunity)`,
    )
    const placeOf = new Map(placed.map(({ name, place }) => [name, place]))
    const called = tableOf(result, 'drivers', ['value', 'difference', 'stands_out']).filter(
      ([name, , stands]) => name !== null && stands === true,
    )
    const right = called.filter(([name, difference]) => placeOf.get(String(name)) === (Number(difference) > 0 ? 0 : 4))
    expect(right.length).toBeGreaterThanOrEqual(6)
    expect(right.length / called.length).toBeGreaterThanOrEqual(0.8)
  })

  it('finds that customers who come back are won more often, and leaves out rivals, who are only known of losses', async () => {
    const result = await ask('win-loss', { period })
    const rows = tableOf(result, 'drivers', ['field', 'value', 'rate', 'decided', 'stands_out'])
    const again = rows.filter(([field, value]) => field === 'opportunity.type' && value !== '新购' && value !== null)
    const decided = again.reduce((sum, row) => sum + Number(row[3]), 0)
    within(again.reduce((sum, row) => sum + Number(row[2]) * Number(row[3]), 0) / decided, 0.59, 0.07)
    expect(again.every((row) => row[4] === true)).toBe(true)
    expect(rows.some(([field]) => field === 'opportunity.competitor')).toBe(false)
  })
})

describe('cohorts and RFM', () => {
  it('find how many customers buy again, and who is new beside who is at risk', async () => {
    const result = await ask('cohorts', { period: { from: '2023-07-01', to: '2024-09-30' } })
    // 45 % have a further deal, 60 % of these a second, 60 % of those a third; each is won with 0.59, and one of them has to be:
    // 0.45 (0.4 × 0.59 + 0.24 (1 - 0.41²) + 0.36 (1 - 0.41³)) = 0.347.
    within(Number(figureOf(result, 'again_rate').value), 0.347, 0.06)
    // Who bought once and lately is new; who bought often but not lately is at risk: both are there, and apart.
    const segments = tableOf(await ask('rfm', { segments: 'international-11', months: 39 }), 'segments', [
      'segment',
      'customers',
      'mean_orders',
      'mean_days',
    ])
    const of = (id: string) =>
      segments
        .find(([segment]) => segment === id)
        ?.slice(1)
        .map(Number) ?? []
    const [atRisk = 0, orders = 0, days = 0] = of('at-risk')
    const [fresh = 0, ordersOfNew = 0, daysOfNew = 0] = of('new')
    expect([atRisk > 20, fresh > 20]).toEqual([true, true])
    expect([orders >= 2, ordersOfNew]).toEqual([true, 1])
    expect(days).toBeGreaterThan(5 * daysOfNew)
  })
})

it('a bridge finds the deals whose plan was pushed beyond the quarter, and closes to the cent', async () => {
  const result = await ask('pipeline-bridge', { from: '2026-06-30', to: '2026-09-30', scope: { closeTo: '2026-09-30' } })
  const rows = new Map(
    (tableOf(result, 'bridge', ['movement', 'amount', 'deals']) as [string, number, number][]).map(([movement, ...row]) => [movement, row]),
  )
  const of = (movement: string): number => rows.get(movement)?.[0] ?? 0
  const on = (day: string): string => `select o.source_id,
      (select arg_max(v.stage, v.entered_at) not in ('赢单', '输单') from model.stage_visit v where v.opportunity = o.source_id and v.entered_at::date <= '${day}') as is_open,
      coalesce((select arg_max(c.new_value, c.changed_at) from model.field_change c where c.record = o.source_id and c.field = 'expected_close_on' and c.changed_at::date <= '${day}'),
        (select arg_min(c.old_value, c.changed_at) from model.field_change c where c.record = o.source_id and c.field = 'expected_close_on'), o.expected_close_on::varchar) as planned
    from model.opportunity o where o.created_at::date <= '${day}' and not o.is_deleted`
  const [pushed] = await company.rows<{ deals: number }>(
    `select count(*) as deals from (${on('2026-06-30')}) a join (${on('2026-09-30')}) b using (source_id)
     where a.is_open and b.is_open and a.planned <= '2026-09-30' and b.planned > '2026-09-30'`,
  )
  expect(pushed?.deals).toBeGreaterThan(5)
  expect(rows.get('pushed_out')?.[1]).toBe(pushed?.deals)
  // Discounts only grow.
  expect(of('amount_up')).toBe(0)
  expect(of('amount_down')).toBeLessThan(0)
  const moved = [...rows.keys()]
    .filter((movement) => movement !== 'opening' && movement !== 'closing')
    .reduce((sum, movement) => sum + of(movement), 0)
  expect(Math.round((of('opening') + moved - of('closing')) * 100)).toBe(0)
})
