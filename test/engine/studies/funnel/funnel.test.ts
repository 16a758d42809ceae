import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

/**
 * Ten leads, clock 2026-06-30, cohort January to March 2026; times are at 10:00 unless said.
 *
 * | lead | channel | created | MQL    | SQL    | deal    | outcome                  | order, paid        |
 * |------|---------|---------|--------|--------|---------|--------------------------|--------------------|
 * | 1    | Web     | 01-05   | 01-10  | 01-15  | 01-20   | won 02-20                | 02-25, 03-10       |
 * | 2    | Web     | 01-06   | 01-08  | 01-08  | 01-10   | won 05-10                | 05-12, none        |
 * | 3    | Web     | 01-07   | 01-20  | none   | none    |                          |                    |
 * | 4    | Fair    | 02-01   | none   | 02-10  | 02-12   | lost 03-01               |                    |
 * | 5    | Fair    | 02-02   | 02-01  | 02-05  | 02-06   | open                     |                    |
 * | 6    | Fair    | 02-03   | none   | none   | none    | disqualified             |                    |
 * | 7    | none    | 03-15   | 03-16  | 03-17  | 03-18   | open                     |                    |
 * | 8    | Web     | 2025-12-01 | 12-05 | 12-10 | 12-15  | won 2026-02-01           | 02-02, 02-03       |
 * | 9    | Fair    | 03-31 23:30 | none | none  | none    |                          |                    |
 * | 10   | Fair    | none    | 03-01  | 03-02  | none    |                          |                    |
 */
async function leadsDatabase(): Promise<Database> {
  const at = (day: string): string => (day.length === 5 ? `2026-${day} 10:00:00` : `${day} 10:00:00`)
  const lead = (channel: string | null, created: string | null, mql: string | null, sql: string | null, deal: number | null) => ({
    channel,
    created_at: created === null ? null : created.includes(':') ? created : at(created),
    mql_at: mql === null ? null : at(mql),
    sql_at: sql === null ? null : at(sql),
    opportunity: deal === null ? null : `opportunity-${deal}`,
    disqualified_reason: null as string | null,
  })
  const deal = (created: string, status: string, closed: string | null) => ({
    created_at: at(created),
    status,
    closed_at: closed === null ? null : at(closed),
    amount: 100,
    account: `Account ${created}`,
  })
  return await databaseOf({
    channel: [{ name: 'Web' }, { name: 'Fair' }],
    account: ['01-20', '01-10', '02-12', '02-06', '03-18', '2025-12-15'].map((day) => ({ name: `Account ${day}` })),
    opportunity: [
      deal('01-20', 'won', '02-20'),
      deal('01-10', 'won', '05-10'),
      deal('02-12', 'lost', '03-01'),
      deal('02-06', 'open', null),
      deal('03-18', 'open', null),
      deal('2025-12-15', 'won', '02-01'),
    ],
    lead: [
      { id: 9_000_002_062, ...lead('Web', '01-05', '01-10', '01-15', 1) },
      lead('Web', '01-06', '01-08', '01-08', 2),
      lead('Web', '01-07', '01-20', null, null),
      lead('Fair', '02-01', null, '02-10', 3),
      lead('Fair', '02-02', '02-01', '02-05', 4),
      { ...lead('Fair', '02-03', null, null, null), disqualified_reason: 'No budget' },
      lead(null, '03-15', '03-16', '03-17', 5),
      lead('Web', '2025-12-01', '2025-12-05', '2025-12-10', 6),
      lead('Fair', '2026-03-31 23:30:00', null, null, null),
      lead('Fair', null, '03-01', '03-02', null),
    ],
    order: [
      { opportunity: 'opportunity-1', ordered_at: at('02-25'), amount: 100, status: 'confirmed' },
      { opportunity: 'opportunity-2', ordered_at: at('05-12'), amount: 100, status: 'confirmed' },
      { opportunity: 'opportunity-6', ordered_at: at('02-02'), amount: 100, status: 'confirmed' },
    ],
    payment: [
      { order: 'order-1', received_at: at('03-10'), amount: 100 },
      { order: 'order-3', received_at: at('02-03'), amount: 100 },
    ],
    spend: [
      { channel: 'Web', spent_on: '2026-01-31', amount: 600 },
      { channel: 'Fair', spent_on: '2026-02-28', amount: 300 },
      { channel: 'Fair', spent_on: '2026-04-30', amount: 999 },
    ],
  })
}

const context = contextOf('2026-06-30')
const period = { from: '2026-01-01', to: '2026-03-31' }
const steps = [{ event: 'lead' }, { event: 'mql' }, { event: 'sql' }, { event: 'opportunity' }, { event: 'won' }, { event: 'paid' }]
let database: Database
beforeAll(async () => {
  database = await leadsDatabase()
})
afterAll(async () => database.close())

const ask = (params: Record<string, unknown> = {}) => askStudy(database, context, 'funnel', { period, steps, ...params })
const reached = (result: Awaited<ReturnType<typeof ask>>) => tableOf(result, 'steps', ['count']).flat()

describe('a funnel of leads', () => {
  it('follows those who entered in the period, in order, and names who may still go on', async () => {
    // Lead 5 was an MQL before it was created, lead 4 counts as MQL when it became an SQL: 1, 2, 3, 4, 7 of 8 entered.
    const result = await ask()
    expect(tableOf(result, 'steps', ['count', 'lost', 'possible'])).toEqual([
      [8, 0, 0],
      [5, 1, 2],
      [4, 0, 1],
      [4, 0, 0],
      [2, 1, 1],
      [1, 0, 1],
    ])
    expect(tableOf(result, 'steps', ['conversion', 'conversion_from_first'])[4]).toEqual([2 / 4, 2 / 8])
    expect(tableOf(result, 'steps', ['cost_per_unit']).flat()).toEqual([900 / 8, 900 / 5, 900 / 4, 900 / 4, 900 / 2, 900])
    // Deals 1 and 2 were won 31 and 120 days after they were created, 46 and 124 after their leads.
    expect(tableOf(result, 'steps', ['median_days', 'median_days_from_first'])[4]).toEqual([(31 + 120) / 2, (46 + 124) / 2])
    expect(figureOf(result, 'still_possible').value).toBe(5)
  })

  it('keeps the window with its last moment, and lets nobody wait for what it has closed', async () => {
    const result = await ask({ windowDays: 46 })
    expect(reached(result)).toEqual([8, 5, 4, 4, 1, 0])
    expect(reached(await ask({ windowDays: 45 }))).toEqual([8, 5, 4, 4, 0, 0])
    expect(figureOf(result, 'still_possible').value).toBe(0)
    // Lead 9 of 31 March has time until 9 July; lead 7 of 15 March until 1 July, but not until the 30th.
    expect(figureOf(await ask({ windowDays: 100 }), 'still_possible').value).toBe(1)
    expect(figureOf(await ask({ windowDays: 108 }), 'still_possible').value).toBe(2)
  })

  it('reconciles the cohort with the period, step by step', async () => {
    const rows = tableOf(await ask(), 'reconciliation', ['cohort', 'later', 'earlier', 'never', 'otherwise', 'period'])
    expect(rows).toEqual([
      [8, 0, 0, 0, 0, 8],
      [5, 0, 0, 1, 1, 7],
      [4, 0, 0, 1, 1, 6],
      [4, 0, 0, 0, 1, 5],
      [2, 1, 1, 0, 0, 2],
      [1, 0, 1, 0, 0, 2],
    ])
    for (const [cohort, later, earlier, never, otherwise, inPeriod] of rows as number[][])
      expect((cohort ?? 0) - (later ?? 0) + (earlier ?? 0) + (never ?? 0) + (otherwise ?? 0)).toBe(inPeriod)
    expect(reached(await ask({ view: 'period' }))).toEqual([8, 7, 6, 5, 2, 2])
  })

  it('reads the same leads as reached, in any order and step by step', async () => {
    // Reached: lead 5 begins with its MQL, lead 10 with its own though it was never created.
    expect(reached(await ask({ order: 'reached' }))).toEqual([9, 7, 6, 5, 2, 1])
    expect(reached(await ask({ order: 'any-order' }))).toEqual([8, 6, 5, 5, 2, 1])
    expect(reached(await ask({ withoutMql: 'leave-out' }))).toEqual([8, 4, 3, 3, 2, 1])
    // Leads 2 and 4 became both at once, lead 5 was an MQL before it was created; leads 1 and 7 were MQL first.
    const direct = [{ event: 'lead' }, { event: 'sql' }, { event: 'mql' }]
    expect(reached(await ask({ steps: direct, order: 'direct' }))).toEqual([8, 3, 2])
  })

  it('breaks down by a dimension whose groups add up, the empty one among them', async () => {
    const result = await ask({ by: { field: 'channel.name' } })
    const rows = tableOf(result, 'breakdown', ['group', 'step', 'count'])
    const of = (group: string | null) => rows.filter(([name]) => name === group).map(([, , counted]) => counted)
    expect(of('Web')).toEqual([3, 3, 2, 2, 2, 1])
    expect(of('Fair')).toEqual([4, 1, 1, 1, 0, 0])
    expect(of(null)).toEqual([1, 1, 1, 1, 0, 0])
  })

  it('leaves out who made an excluded step between two others', async () => {
    const result = await ask({ steps: [{ event: 'lead' }, { event: 'won' }], exclude: [{ event: 'mql', after: 1, before: 2 }] })
    // MQL between lead and win, or while no win came: leads 1, 2, 3, 4 (by its SQL) and 7.
    expect(reached(result)).toEqual([3, 0])
    expect(figureOf(result, 'excluded').value).toBe(5)
  })

  it('filters, and takes spend under the same filter', async () => {
    const result = await ask({ filters: [{ field: 'channel.name', op: 'in', values: ['Fair'] }] })
    expect(reached(result)).toEqual([4, 1, 1, 1, 0, 0])
    expect(figureOf(result, 'spend').value).toBe(300)
  })

  it('names the leads behind every number', async () => {
    const result = await ask()
    const drills = result.tables.find(({ id }) => id === 'steps')?.drills ?? []
    const ids = await Promise.all(
      drills.map((drill) => drillInto(database, context, { study: 'funnel', params: { period, steps }, drill })),
    )
    expect(ids.map(({ length }) => length)).toEqual(reached(result))
    const lost = JSON.stringify({ kind: 'lost', step: 5 })
    const [only] = await drillInto(database, context, { study: 'funnel', params: { period, steps }, drill: lost })
    expect(await database.rows('select source_id from model.lead where id = $id', { id: only ?? 0 })).toEqual([{ source_id: 'lead-4' }])
    await expect(drillInto(database, context, { study: 'funnel', drill: 'nothing' })).rejects.toThrow('invalid-study')
  })

  it('takes the whole chain that the workspace knows where no steps are given', async () => {
    const { params } = await askStudy(database, context, 'funnel', { period })
    expect(params['steps']).toEqual(
      ['spend', 'lead', 'mql', 'sql', 'opportunity', 'won', 'order', 'paid', 'repeat'].map((event) => ({ event })),
    )
  })
})

describe('a funnel that is asked wrongly', () => {
  it('refuses what it cannot read, by its place', async () => {
    await expect(ask({ windowDays: -1 })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'windowDays' } })
    await expect(ask({ color: 'red' })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'color' } })
    await expect(ask({ steps: [{ event: 'lead' }, { event: 'stage', stage: 'Nowhere' }] })).rejects.toMatchObject({
      details: { reason: 'unknown-stage', stage: 'Nowhere' },
    })
    await expect(ask({ exclude: [{ event: 'mql', after: 2, before: 9 }] })).rejects.toMatchObject({
      details: { reason: 'exclude-outside' },
    })
    await expect(ask({ by: { field: 'product.name' } })).rejects.toMatchObject({ code: 'unreachable-dimension' })
    await expect(ask({ unit: 'opportunity', steps: undefined, by: { field: 'product.name' } })).rejects.toMatchObject({
      details: { reason: 'study-breakdown' },
    })
    await expect(ask({ period: { from: '2026-03-01', to: '2026-01-01' } })).rejects.toMatchObject({
      details: { reason: 'period-ends-before-it-starts' },
    })
  })
})
