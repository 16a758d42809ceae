import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FieldDocument } from '../../../src/contract/fields.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { tierStatements } from '../../../src/engine/studies/ltv-cac/value-tiers.ts'
import { ask, contextOf, withStudies } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'
import { ago, bought } from '../studies/rfm/ten-customers.ts'

const segment = (name: string, body: object) => ({ name, version: 1, body: FieldDocument.parse({ kind: 'segment', label: name, ...body }) })

async function counted(database: Database, context: ReportContext, field: string, metric: string): Promise<unknown[][]> {
  const { table } = await ask(database, context, { rows: [{ field }], values: [{ metric }], totals: { rows: 'none' } })
  return table.map((row) => row.slice(0, 2))
}

/**
 * Seven deals, clock 2026-06-20: the last 12 full months are June 2025 to May 2026, the quarter ends on 30 June.
 *
 * | deal | way                                        | planned | ended for      |
 * |------|--------------------------------------------|---------|----------------|
 * | 1    | Meet 04-01, Offer 04-10, won 05-01         |         |                |
 * | 2    | Meet 04-02, lost 05-02                     |         | Price too high |
 * | 3    | Meet 04-03, Offer 05-03                    | 06-30   |                |
 * | 4    | Offer 04-04, back to Meet 05-04            | 07-15   |                |
 * | 5    | Meet 2024-01-01                            | 03-20   |                |
 * | 6    | Meet 05-05, lost 05-20                     |         | nothing stated |
 * | 7    | Meet 05-06                                 | none    |                |
 */
describe('what studies say of deals, as dimensions of reports', () => {
  const at = (day: string): string => `${day.length === 5 ? '2026-' : ''}${day} 09:00:00`
  const deal = (status: string, created: string, more: object = {}) => ({
    status,
    stage: { won: 'Won', lost: 'Lost' }[status] ?? 'Meet',
    created_at: at(created),
    amount: 10,
    ...more,
  })
  const way = (place: number, ...visits: readonly (readonly [stage: string, day: string])[]) =>
    visits.map(([stage, day]) => ({ opportunity: `opportunity-${place}`, stage, entered_at: at(day) }))
  let database: Database
  let context: ReportContext
  beforeAll(async () => {
    database = await databaseOf({
      stage: [
        { name: 'Meet', position: 1, kind: 'open', forecast_category: 'Pipeline' },
        { name: 'Offer', position: 2, kind: 'open', forecast_category: 'Best Case' },
        { name: 'Won', position: 3, kind: 'won' },
        { name: 'Lost', position: 4, kind: 'lost' },
      ],
      opportunity: [
        deal('won', '04-01', { closed_at: at('05-01') }),
        deal('lost', '04-02', { closed_at: at('05-02'), lost_reason: 'Price too high' }),
        deal('open', '04-03', { stage: 'Offer', expected_close_on: '2026-06-30' }),
        deal('open', '04-04', { expected_close_on: '2026-07-15' }),
        deal('open', '2024-01-01', { expected_close_on: '2026-03-20' }),
        deal('lost', '05-05', { closed_at: at('05-20') }),
        deal('open', '05-06'),
      ],
      stage_visit: [
        ...way(1, ['Meet', '04-01'], ['Offer', '04-10'], ['Won', '05-01']),
        ...way(2, ['Meet', '04-02'], ['Lost', '05-02']),
        ...way(3, ['Meet', '04-03'], ['Offer', '05-03']),
        ...way(4, ['Offer', '04-04'], ['Meet', '05-04']),
        ...way(5, ['Meet', '2024-01-01']),
        ...way(6, ['Meet', '05-05'], ['Lost', '05-20']),
        ...way(7, ['Meet', '05-06']),
      ],
    })
    const grouped = segment('dear', {
      study: 'win-loss',
      of: 'opportunity',
      params: { basis: 'created', reasonGroups: [{ name: 'Too dear', reasons: ['Price too high'] }] },
    })
    context = { ...withStudies(database, contextOf('2026-06-20')), fields: [grouped] }
  })
  afterAll(async () => database.close())

  it('are the stage where each deal of the period stands, was lost or was won', async () => {
    expect(await counted(database, context, 'segment.stage-flow.stage', 'opportunity_count')).toEqual([
      ['Meet', 4],
      ['Offer', 1],
      ['won', 1],
      [null, 1],
    ])
  })

  it('are what losses are about, in groups of one’s own where these are asked for', async () => {
    expect(await counted(database, context, 'segment.win-loss.theme', 'opportunity_count')).toEqual([
      ['won', 1],
      ['price', 1],
      ['none', 1],
      [null, 4],
    ])
    // Created in the period: all but deal 5; 3, 4 and 7 are open.
    expect(await counted(database, context, 'segment.win-loss.dear', 'opportunity_count')).toEqual([
      ['won', 1],
      ['Too dear', 1],
      ['none', 1],
      ['open', 3],
      [null, 1],
    ])
  })

  it('are where each open deal stands in the forecast of the quarter', async () => {
    expect(await counted(database, context, 'segment.forecast.standing', 'opportunity_count')).toEqual([
      ['best_case', 1],
      ['overdue', 1],
      ['later', 1],
      ['undated', 1],
      [null, 3],
    ])
  })
})

describe('what studies say of customers, as dimensions of reports', () => {
  let database: Database
  let context: ReportContext
  beforeAll(async () => {
    database = await databaseOf({
      account: Object.keys(bought).map((name) => ({ name })),
      order: Object.entries(bought).flatMap(([account, orders]) =>
        orders.map(([days, amount]) => ({ account, ordered_at: ago(days), amount, status: 'confirmed' })),
      ),
    })
    const quarters = segment('quarters', { study: 'cohorts', of: 'account', params: { grain: 'quarter' } })
    const patient = segment('patient', { study: 'cohorts', of: 'account', params: { lostDays: 450 }, classes: 'state' })
    context = { ...withStudies(database, contextOf('2026-06-30')), fields: [quarters, patient] }
  })
  afterAll(async () => database.close())

  it('are the cohort of the first purchase, however long ago', async () => {
    // First purchases by days ago: K 1000, J 500, I 400, B 300, H 201, G 100, A 80, F 61, E 35, D 20, C 10.
    expect(await counted(database, context, 'segment.cohorts.cohort', 'order_value')).toEqual([
      ['2023-10', 70],
      ['2025-02', 60],
      ['2025-05', 4],
      ['2025-09', 500],
      ['2025-12', 20],
      ['2026-03', 20],
      ['2026-04', 2000],
      ['2026-05', 50],
      ['2026-06', 200],
    ])
    expect(await counted(database, context, 'segment.cohorts.quarters', 'order_value')).toEqual([
      ['2023 Q4', 70],
      ['2025 Q1', 60],
      ['2025 Q2', 4],
      ['2025 Q3', 500],
      ['2025 Q4', 20],
      ['2026 Q1', 20],
      ['2026 Q2', 2250],
    ])
  })

  it('are whether they bought within a year; what they sent back is no purchase', async () => {
    // I bought 400 days ago and sent something back 3 days ago; J and K bought before that.
    expect(await counted(database, context, 'segment.cohorts.state', 'order_value')).toEqual([
      ['active', 2790],
      ['lost', 134],
    ])
    // Within 450 days I, too, is active, with the 4 that were kept.
    expect(await counted(database, context, 'segment.cohorts.patient', 'order_value')).toEqual([
      ['active', 2794],
      ['lost', 130],
    ])
  })

  it('are tiers of what is predicted, and none where it can’t be', async () => {
    expect(await counted(database, context, 'segment.ltv-cac.tier', 'order_value')).toEqual([[null, 2924]])
    const ids = Float64Array.from({ length: 10 }, (_, place) => place + 1)
    const worth = Float64Array.from([5, 90, 10, 80, 20, 70, 30, 60, 40, 50])
    const statements = tierStatements(ids, { worth, purchases: new Float64Array(10) })
    const tiers = await Promise.all(
      statements.map(async ({ sql, params }) => {
        const rows = await database.rows<{ id: number; value: string }>(`select id, value from (${sql}) order by id`, params)
        return [rows[0]?.value, rows.map(({ id }) => id)]
      }),
    )
    expect(tiers).toEqual([
      ['high', [2, 4]],
      ['middle', [6, 8, 10]],
      ['low', [1, 3, 5, 7, 9]],
    ])
  })
})
