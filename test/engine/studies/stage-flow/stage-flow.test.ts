import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

const study = 'stage-flow'
const deal = (id: string, owner: string, amount: number, status: string, closed: string | null, created = '2026-01-01 00:00:00') => ({
  source_id: id,
  name: id,
  pipeline: 'P',
  owner,
  amount,
  currency: 'CNY',
  status,
  stage: { won: 'Won', lost: 'Lost' }[status] ?? 'Meet',
  created_at: created,
  closed_at: closed === null ? null : `${closed} 00:00:00`,
})
/** `Meet 2026-01-01, Offer 2026-01-11`: one visit each. */
const way = (opportunity: string, text: string) =>
  text.split(', ').map((stay) => {
    const [stage, day] = stay.split(' ')
    return { opportunity, pipeline: stage === 'Check' ? 'Q' : 'P', stage: stage ?? '', entered_at: `${day} 00:00:00` }
  })

const model = {
  person: [{ name: 'Ann' }, { name: 'Bob' }],
  pipeline: [{ name: 'P' }, { name: 'Q' }],
  stage: [
    { name: 'Meet', position: 1, kind: 'open', probability: 0.9, pipeline: 'P' },
    { name: 'Offer', position: 2, kind: 'open', probability: 0.5, pipeline: 'P' },
    { name: 'Deal', position: 3, kind: 'open', probability: null, pipeline: 'P' },
    { name: 'Won', position: 4, kind: 'won', pipeline: 'P' },
    { name: 'Lost', position: 5, kind: 'lost', pipeline: 'P' },
    { name: 'Check', position: 1, kind: 'open', probability: 0.2, pipeline: 'Q' },
  ],
  opportunity: [
    deal('A', 'Ann', 100, 'won', '2026-02-20'),
    deal('B', 'Ann', 200, 'lost', '2026-01-31'),
    deal('C', 'Bob', 400, 'won', '2026-01-31'),
    deal('D', 'Bob', 800, 'open', null),
    deal('E', 'Bob', 1600, 'lost', '2026-03-02'),
    deal('F', 'Ann', 50, 'open', null),
    deal('G', 'Ann', 60, 'open', null),
  ],
  stage_visit: [
    // A: 10 days Meet, 20 Offer, back to Meet for 5, Offer 5, Deal 10, won.
    ...way('A', 'Meet 2026-01-01, Offer 2026-01-11, Meet 2026-01-31, Offer 2026-02-05, Deal 2026-02-10, Won 2026-02-20'),
    // B: 30 days Meet, lost.
    ...way('B', 'Meet 2026-01-01, Lost 2026-01-31'),
    // C: 20 days Meet, 10 Offer, won without Deal.
    ...way('C', 'Meet 2026-01-01, Offer 2026-01-21, Won 2026-01-31'),
    // D: born in Offer, still there on 2026-03-31.
    ...way('D', 'Offer 2026-01-01'),
    // E: Meet 10 days, lost, open again in Offer 10 days after, there 40 days, lost.
    ...way('E', 'Meet 2026-01-01, Lost 2026-01-11, Offer 2026-01-21, Lost 2026-03-02'),
    // F: over Offer to Deal after 5 days, still there. Its second record of Deal changes no stage.
    ...way('F', 'Meet 2026-01-01, Deal 2026-01-06, Deal 2026-01-08'),
    // G: into the other pipeline after 10 days, still there.
    ...way('G', 'Meet 2026-01-01, Check 2026-01-11'),
  ],
}
const params = { period: { from: '2026-01-01', to: '2026-03-31' } }
const context = contextOf('2026-03-31')
let database: Database
beforeAll(async () => {
  database = await databaseOf(model)
})
afterAll(async () => database.close())

it('the outcomes of a stage add up to its entries', async () => {
  const result = await askStudy(database, context, study, params)
  const columns = ['pipeline', 'stage', 'entries', 'advanced', 'won', 'lost', 'regressed', 'moved', 'open', 'deals']
  expect(tableOf(result, 'stages', columns)).toEqual([
    // A twice, B, C, E, F, G.
    ['P', 'Meet', 7, 4, 0, 2, 0, 1, 0, 6],
    // A went back once and on once; C won; E lost; D open.
    ['P', 'Offer', 5, 1, 1, 1, 1, 0, 1, 4],
    ['P', 'Deal', 2, 0, 1, 0, 0, 0, 1, 2],
    ['Q', 'Check', 1, 0, 0, 0, 0, 0, 1, 1],
  ])
  expect(figureOf(result, 'check').value).toBe(0)
})

it('conversion leaves out what is open, went back or away, or divides by all entries', async () => {
  const ask = async (denominator: string) =>
    tableOf(await askStudy(database, context, study, { ...params, denominator }), 'stages', ['stage', 'conversion', 'conversion_n'])
  expect(await ask('resolved')).toEqual([
    ['Meet', 4 / 6, 6],
    ['Offer', 2 / 3, 3],
    ['Deal', 1, 1],
    ['Check', null, 0],
  ])
  expect(await ask('entries')).toEqual([
    ['Meet', 4 / 7, 7],
    ['Offer', 2 / 5, 5],
    ['Deal', 1 / 2, 2],
    ['Check', 0, 1],
  ])
})

it('skips, starts and re-openings are told where they happened', async () => {
  const result = await askStudy(database, context, study, params)
  // F went over Offer, C was won over Deal.
  expect(tableOf(result, 'stages', ['stage', 'skipped', 'started', 'reopened'])).toEqual([
    ['Meet', 0, 6, 0],
    ['Offer', 1, 1, 1],
    ['Deal', 1, 0, 0],
    ['Check', 0, 0, 0],
  ])
  expect([figureOf(result, 'skipped').value, figureOf(result, 'reopened').value, figureOf(result, 'regressed').value]).toEqual([2, 1, 1])
})

it('time in stage by visit and by deal; where a fifth and more is open, as a survival curve tells it', async () => {
  const rows = tableOf(await askStudy(database, context, study, params), 'times', [
    'stage',
    'visit_n',
    'visit_open',
    'visit_median',
    'visit_p75',
    'visit_method',
    'deal_n',
    'deal_median',
    'deal_method',
    'deal_average',
  ])
  expect(rows).toEqual([
    // 5, 5, 10, 10, 10, 20, 30; by deal 5, 10, 10, 15, 20, 30.
    ['Meet', 7, 0, 10, 15, 'ended', 6, 12.5, 'ended', 15],
    // Visits 5, 10, 20, 40, D 90 and open: a fifth, so of what ended. By deal 10, 25, 40, 90 and open, a quarter: half are gone by 25.
    ['Offer', 5, 1, 15, 25, 'ended', 4, 25, 'survival', 41.25],
    // A 10, F 85 and open: half are gone by 10.
    ['Deal', 2, 1, 10, null, 'survival', 2, 10, 'survival', 47.5],
    ['Check', 1, 1, null, null, 'survival', 1, null, 'survival', 80],
  ])
})

it('a probability stands beside the win rate of those who reached the stage, skipped or not', async () => {
  const result = await askStudy(database, context, study, params)
  expect(tableOf(result, 'calibration', ['stage', 'declared', 'won', 'lost', 'open', 'n', 'measured', 'verdict'])).toEqual([
    ['Meet', 0.9, 2, 2, 3, 4, 0.5, 'few'],
    // A, C won; E lost; D, F open.
    ['Offer', 0.5, 2, 1, 2, 3, 2 / 3, 'few'],
    // A, and C who won over it; F open.
    ['Deal', null, 2, 0, 1, 2, 1, 'none'],
    ['Check', 0.2, 0, 0, 1, 0, null, 'few'],
  ])
})

it('the bottleneck is the stage that costs most, by its losses and by what waits there', async () => {
  const result = await askStudy(database, context, study, params)
  const rows = tableOf(result, 'bottlenecks', ['stage', 'lost_amount', 'rate_after', 'loss_cost', 'excess_days', 'stay_cost', 'cost'])
  // Meet: lost B 200 and E 1,600; of A, C, F that went on the decided two won: 1,800. Beyond 10 days: B 20, C 10 days: (20 x 200 + 10 x 400) x 1/2 over
  // the median win of (50 + 30) / 2 = 40 days: 100. Offer: lost E 1,600, A and C went on and won: 1,600. Beyond 15 days: A 5, E 25, D 75 days:
  // (5 x 100 + 25 x 1,600 + 75 x 800) x 2/3 / 40 = 1,675. Deal: F 75 days beyond 10: 75 x 50 x 1 / 40 = 93.75. Check has no median.
  expect(rows).toEqual([
    ['Offer', 1600, 1, 1600, 105, 1675, 3275],
    ['Meet', 1800, 1, 1800, 30, 100, 1900],
    ['Deal', 0, 1, 0, 75, 93.75, 93.75],
    ['Check', 0, null, 0, null, null, 0],
  ])
  expect(result.headline.en).toContain('"Offer" costs most, about ¥3,275')
  expect(figureOf(result, 'bottleneck_cost').value).toBe(3275)
})

it('each owner stands beside everybody, with how many it is of', async () => {
  const result = await askStudy(database, context, study, params)
  const columns = ['group', 'stage', 'entries', 'conversion', 'conversion_of_all', 'median_days', 'median_days_of_all', 'difference_days']
  expect(tableOf(result, 'groups', columns).slice(0, 2)).toEqual([
    // Ann in Meet: A 10 and 5, B 30, F 5, G 10; on went 3, lost 1.
    ['Ann', 'Meet', 5, 3 / 4, 4 / 6, 10, 10, 0],
    ['Ann', 'Offer', 2, 1, 2 / 3, 12.5, 15, -2.5],
  ])
})

it('only what was entered in the period counts, and what was left after the day is open', async () => {
  const early = await askStudy(database, contextOf('2026-01-15'), study, { period: { from: '2026-01-01', to: '2026-01-10' } })
  expect(tableOf(early, 'stages', ['stage', 'entries', 'advanced', 'lost', 'moved', 'open'])).toEqual([
    // Entered by the 10th: A, B, C, E, F, G. By the 15th A, F went on, E was lost, G moved; B and C are still there.
    ['Meet', 6, 2, 1, 1, 2],
    ['Offer', 1, 0, 0, 0, 1],
    ['Deal', 1, 0, 0, 0, 1],
  ])
})

it('every number names its visits', async () => {
  const result = await askStudy(database, context, study, params)
  const named = [
    ...result.figures.map(({ n, drill }) => ({ n, drill })),
    ...(result.tables
      .find(({ id }) => id === 'outcomes')
      ?.rows.map(({ visits }, row) => ({
        n: visits,
        drill: result.tables.find(({ id }) => id === 'outcomes')?.drills?.[row] ?? null,
      })) ?? []),
  ].filter(({ drill }) => drill !== null)
  expect(named.length).toBeGreaterThan(15)
  for (const { n, drill } of named)
    expect([drill, (await drillInto(database, context, { study, params, drill })).length]).toEqual([drill, n])
  await expect(drillInto(database, context, { study, params, drill: '{"kind":"stolen"}' })).rejects.toMatchObject({ code: 'invalid-study' })
})
