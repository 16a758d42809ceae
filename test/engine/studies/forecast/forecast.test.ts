import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StudyResult } from '../../../../src/contract/study-result.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { forecast } from '../../../../src/engine/studies/forecast/forecast.ts'
import { keepRows } from '../../../../src/engine/studies/keep-rows.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

const deal = (id: string, created: string, amount: string | null, more: Record<string, string | null> = {}) => ({
  source_id: id,
  name: id,
  status: 'open',
  stage: 'Qualify',
  created_at: `${created} 09:00:00`,
  amount,
  currency: 'CNY',
  expected_close_on: '2026-06-28',
  owner: 'Ann',
  ...more,
})
const ended = (status: 'won' | 'lost', day: string) => ({
  status,
  stage: status === 'won' ? 'Won' : 'Lost',
  closed_at: `${day} 10:00:00`,
  expected_close_on: day,
})
const visit = (opportunity: string, stage: string, day: string) => ({ opportunity, stage, entered_at: `${day} 09:00:00` })

// As of 2026-06-20 ten days of the second quarter are left.
const model = {
  person: [{ name: 'Ann' }],
  stage: [
    { name: 'Qualify', position: 1, kind: 'open', probability: 0.2, forecast_category: 'Pipeline' },
    { name: 'Propose', position: 2, kind: 'open', probability: 0.5, forecast_category: 'Best Case' },
    { name: 'Sign', position: 3, kind: 'open', probability: 0.9, forecast_category: 'Commit' },
    { name: 'Won', position: 4, kind: 'won', probability: 1 },
    { name: 'Lost', position: 5, kind: 'lost', probability: 0 },
  ],
  opportunity: [
    deal('W1', '2026-04-10', '1000', ended('won', '2026-05-20')),
    deal('L1', '2026-04-10', '500', ended('lost', '2026-05-27')),
    deal('W2', '2026-04-20', '2000', ended('won', '2026-06-05')),
    deal('L2', '2026-03-01', '300', ended('lost', '2026-06-01')),
    deal('W3', '2026-05-15', '400', ended('won', '2026-05-15')),
    deal('O1', '2026-05-01', '10000', { stage: 'Propose' }),
    deal('O2', '2026-06-10', '4000', { expected_close_on: '2026-06-25' }),
    deal('O3', '2026-04-01', '6000', { stage: 'Sign', expected_close_on: '2026-06-30' }),
    deal('O4', '2026-06-01', '8000', { stage: 'Propose', expected_close_on: '2026-07-15' }),
    deal('O5', '2026-03-15', null, { expected_close_on: '2026-03-20' }),
  ],
  stage_visit: [
    visit('W1', 'Qualify', '2026-04-10'),
    visit('W1', 'Propose', '2026-04-12'),
    visit('W1', 'Won', '2026-05-20'),
    visit('L1', 'Propose', '2026-04-10'),
    visit('L1', 'Lost', '2026-05-27'),
    visit('W2', 'Qualify', '2026-04-20'),
    visit('W2', 'Sign', '2026-05-25'),
    visit('W2', 'Won', '2026-06-05'),
    visit('L2', 'Qualify', '2026-03-01'),
    visit('L2', 'Lost', '2026-06-01'),
    visit('W3', 'Won', '2026-05-15'),
    visit('O1', 'Qualify', '2026-05-01'),
    visit('O1', 'Propose', '2026-06-01'),
    visit('O2', 'Qualify', '2026-06-10'),
    visit('O3', 'Qualify', '2026-04-01'),
    visit('O3', 'Sign', '2026-06-12'),
    visit('O4', 'Propose', '2026-06-01'),
    visit('O5', 'Qualify', '2026-03-15'),
  ],
  target: [
    { owner: 'Ann', period_start: '2026-04-01', period_end: '2026-06-30', metric: 'won_value', amount: 5000, currency: 'CNY' },
    { owner: 'Ann', period_start: '2026-07-01', period_end: '2026-09-30', metric: 'won_value', amount: 9999, currency: 'CNY' },
  ],
}
const context = contextOf('2026-06-20')
const params = { leastDeals: 2, historyDays: 60, draws: 4000 }
let database: Database
beforeAll(async () => {
  database = await databaseOf(model)
})
afterAll(async () => database.close())

const asked = new Map<string, Promise<StudyResult>>()
const ask = async (more: Record<string, unknown> = {}): Promise<StudyResult> => {
  const key = JSON.stringify(more)
  const found = asked.get(key) ?? askStudy(database, context, 'forecast', { ...params, ...more })
  asked.set(key, found)
  return await found
}
const valueOf = async (method: string, more: Record<string, unknown> = {}) =>
  tableOf(await ask(more), 'methods', ['method', 'value']).find(([name]) => name === method)?.[1]

describe('by hand', () => {
  it('rolls up the categories of the stages, alone and with the surer ones', async () => {
    // Won 1,000 + 2,000 + 400; planned for the quarter: O3 to sign, O1 proposed, O2 qualified. O4 is planned for July, O5 was for March.
    expect(tableOf(await ask(), 'categories', ['category', 'deals', 'single', 'cumulative'])).toEqual([
      ['closed', 3, 3400, 3400],
      ['commit', 1, 6000, 9400],
      ['best_case', 1, 10_000, 19_400],
      ['pipeline', 1, 4000, 20_000],
      ['omitted', 0, 0, null],
    ])
    expect([await valueOf('commit'), await valueOf('best_case')]).toEqual([9400, 19_400])
  })

  it('weights stages by the win rate of deals that reached them, by the set probability where there are too few', async () => {
    // Qualify: W1 W2 won, L1 (which skipped it) L2 lost. Propose: W1, W2 (which skipped it), L1. Sign: W2 alone, one deal of the two it takes.
    const rows = tableOf(await ask(), 'stages', [
      'stage',
      'deals',
      'amount',
      'declared',
      'measured',
      'n',
      'used',
      'weighted',
      'weighted_declared',
    ])
    expect(rows).toEqual([
      ['Qualify', 1, 4000, 0.2, 2 / 4, 4, 'measured', 2000, 800],
      ['Propose', 1, 10_000, 0.5, 2 / 3, 3, 'measured', 6666.67, 5000],
      ['Sign', 1, 6000, 0.9, 1, 1, 'declared', 5400, 5400],
    ])
    expect(await valueOf('weighted')).toBeCloseTo(3400 + 2000 + 20_000 / 3 + 5400, 2)
    expect(await valueOf('declared')).toBe(3400 + 800 + 5000 + 5400)
  })

  it('tells every term of the pace', async () => {
    // Looked at on 10 and 3 June, 27, 20, 13 and 6 May, 29, 22 and 15 April, each time at the ten days after it. Proposed and 31 to 60 days old: W1 on
    // 13 May (won on 20 May), L1 on 13 and 20 May, O1 on 3 and 10 June: 1 of 5. Proposed and younger: W1 and L1 four times each, O4 twice: 0 of 10. Qualified: never.
    // To sign stood W2 only, so that all looks count for O3: 10 + 5 proposed, 35 qualified, W2 twice, won both times: 3 of 52, nine deals.
    expect(tableOf(await ask(), 'maths', ['term', 'stage', 'age', 'deals', 'amount', 'n', 'level', 'chance', 'expected'])).toEqual([
      ['booked', null, null, 3, 3400, null, null, null, 3400],
      ['open', 'Qualify', '0', 1, 4000, 4, 'stage-age', 0, 0],
      ['open', 'Qualify', '3', 1, 0, 6, 'stage', 0, 0],
      ['open', 'Propose', '0', 1, 8000, 3, 'stage-age', 0, 0],
      ['open', 'Propose', '1', 1, 10_000, 3, 'stage-age', 1 / 5, 2000],
      ['open', 'Sign', '2', 1, 6000, 9, 'all', 3 / 52, 346.15],
      // From 1 March on 102 windows of ten days; the ten from 5 to 14 May on have W3, which was never open at the end of a day.
      ['new', null, null, null, null, 102, 'windows', null, 39.22],
      ['total', null, null, null, null, null, null, null, 5785.37],
    ])
    expect(await valueOf('pace')).toBeCloseTo(3400 + 2000 + (6000 * 3) / 52 + 4000 / 102, 2)
  })

  it('takes what was won in the last whole period for the next', async () => {
    const [june, july, august] = ['06', '07', '08'].map((month) => ({
      period: { from: `2026-${month}-01`, to: `2026-${month}-3${month === '06' ? 0 : 1}` },
    }))
    // May: W1 and W3; in June W2 is won already, which is more.
    expect(await Promise.all([june, july, august].map((period) => valueOf('previous', period)))).toEqual([2000, 1400, 1400])
    expect(await valueOf('previous')).toBeNull()
  })

  it('asks about a later period: nothing is won in it, and deals have until its end', async () => {
    const next = await ask({ period: { relative: 'next', unit: 'quarter' } })
    expect(next.period).toEqual({ from: '2026-07-01', to: '2026-09-30' })
    expect(figureOf(next, 'booked').value).toBe(0)
    expect(tableOf(next, 'categories', ['category', 'single']).slice(1, 3)).toEqual([
      ['commit', 0],
      ['best_case', 8000],
    ])
    expect(figureOf(next, 'target').value).toBe(9999)
  })

  it('a period that is over closed at what was won', async () => {
    const may = await ask({ period: { from: '2026-05-01', to: '2026-05-31' } })
    expect(may.headline).toEqual({ zh: '2026 年 5 月已结束，赢单 1,400。', en: 'May 2026 is over and closed at 1,400.' })
    expect(figureOf(may, 'forecast')).toMatchObject({ value: null, reason: { en: 'The period is over' } })
  })
})

describe('the simulation', () => {
  it('is the same for the same seed to the last digit, and another for another', async () => {
    const draws = async (seed: number) =>
      tableOf(await askStudy(database, context, 'forecast', { ...params, seed }), 'draws', ['from', 'to', 'draws'])
    expect(await draws(4)).toEqual(await draws(4))
    expect(await draws(4)).not.toEqual(await draws(5))
  })

  it('tells how likely the target is: O1 alone, or O3 alone, is enough for 5,000', async () => {
    // The chance of O1 is drawn from Beta(0.6, 2.4), that of O3 from Beta(9 * 3/52, ...): of one deal each, so the mean counts. 1 - 4/5 * 49/52 = 0.2462; W3 adds 400 at most, and no swing makes too little of 6,000.
    const { value, n } = figureOf(await ask({ draws: 20_000 }), 'target_probability')
    expect(n).toBe(20_000)
    expect(Math.abs(Number(value) - (1 - (4 / 5) * (49 / 52)))).toBeLessThan(5 * Math.sqrt((0.246 * 0.754) / 20_000))
    expect(figureOf(await ask(), 'target')).toMatchObject({ value: 5000, n: 1 })
  })
})

it('names the deals behind every term', async () => {
  const result = await ask()
  const drills = [
    ...result.figures.map(({ drill, n }) => [drill, n] as const),
    ...result.tables.flatMap(({ rows, drills: own }) => rows.map((row, place) => [own?.[place] ?? null, row['deals']] as const)),
  ].filter(([drill, deals]) => drill !== null && typeof deals === 'number')
  const each = new Map(drills)
  expect(each.size).toBeGreaterThan(12)
  for (const [drill, deals] of each)
    expect([drill, (await drillInto(database, context, { study: 'forecast', params, drill })).length]).toEqual([drill, deals])
  for (const drill of ['', 'open', '{"kind":"stolen"}', '{"kind":"cell","stage":1}'])
    await expect(drillInto(database, context, { study: 'forecast', params, drill })).rejects.toMatchObject({
      details: { reason: 'no-such-drill' },
    })
})

it('says what it can not tell, and why', async () => {
  const result = await ask()
  const why = Object.fromEntries(result.figures.map(({ id, reason }) => [id, reason?.en]))
  expect(why['error']).toMatch(/could not be tried on past periods/)
  expect(result.headline.en).toMatch(/too few past periods tell how far this method misses\.$/)
  const caveats = result.caveats.map(({ en }) => en).join(' ')
  expect(caveats).toContain('carried on from the past (there are 0 whole periods before it')
  expect(caveats).toContain('Open deals without an amount: 1.')
  expect(figureOf(result, 'overdue')).toMatchObject({ n: 1 })
})

it('keeps what it says once for the same data, and holds it against what came', async () => {
  const keep = async (result: StudyResult) => {
    const keepsake = forecast.keepsake?.(result, '2026-06-20', new Date('2026-06-20T10:00:00Z'))
    if (keepsake !== null && keepsake !== undefined) await keepRows(database, keepsake)
  }
  const rows = async () => (await database.rows<{ rows: number }>('select count(*) as rows from meta.forecast'))[0]?.rows
  await keep(await ask())
  // Declared, weighted, commit, best case, pace, simulation.
  expect(await rows()).toBe(6)
  await keep(await ask())
  await keep(await ask({ asOf: '2026-06-01' }))
  await keep(await ask({ period: { from: '2026-05-01', to: '2026-05-31' } }))
  expect(await rows()).toBe(6)
  await keep({ ...(await ask()), dataVersion: 2 })
  expect(await rows()).toBe(12)
  // 3,400 came, 17,466.67 was said: less than nothing of it was right, which counts as nothing.
  const later = await askStudy(database, contextOf('2026-07-03'), 'forecast', params)
  const columns = ['period', 'said_on', 'method', 'value', 'actual', 'accuracy', 'data_version']
  expect(tableOf(later, 'said', columns)).toEqual([['2026 Q2', '2026-06-20', 'weighted', 17_466.67, 3400, 0, 2]])
  expect(figureOf(later, 'said_bias').value).toBeCloseTo(14_066.67 / 3400, 6)
  const early = await askStudy(database, contextOf('2026-07-02'), 'forecast', params)
  expect(tableOf(early, 'said', ['value', 'actual'])).toEqual([[17_466.67, null]])
})

it('refuses params that do not fit', async () => {
  await expect(ask({ seed: -1 })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'seed' } })
  await expect(ask({ method: 'tea-leaves' })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'method' } })
  await expect(ask({ period: { from: '2026-06-30', to: '2026-04-01' } })).rejects.toMatchObject({
    details: { reason: 'period-ends-before-it-starts' },
  })
})
