import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, tableOf } from '../ask-study.ts'

describe('cohorts by hand', () => {
  /** As of 2026-06-15. A: January 100, March 50, June 7. B: January 100. C: February 10, and a return of 4 in April. D: only a return. */
  let small: Database
  const clock = contextOf('2026-06-15')
  const order = (account: string, ordered_at: string, amount: number) => ({ account, ordered_at, amount, status: 'confirmed' })
  const deal = (account: string, closed_at: string, amount: number) => ({
    account,
    created_at: '2025-12-01',
    closed_at,
    status: 'won',
    amount,
  })
  beforeAll(async () => {
    small = await databaseOf({
      account: ['A', 'B', 'C', 'D'].map((name) => ({ name })),
      order: [
        order('A', '2026-01-05', 100),
        order('A', '2026-03-31', 50),
        order('A', '2026-06-01', 7),
        order('B', '2026-01-31', 100),
        order('C', '2026-02-28', 10),
        order('C', '2026-04-01', -4),
        order('D', '2026-02-01', -9),
      ],
      opportunity: [deal('A', '2026-01-02', 90), deal('A', '2026-03-30', 40), deal('B', '2026-02-01', 60)],
      lead: [
        { account: 'A', created_at: '2025-11-05' },
        { account: 'B', created_at: '2026-01-31' },
        { account: 'C', created_at: '2026-03-01' },
      ],
    })
  })
  afterAll(async () => small.close())
  const of = (params: Record<string, unknown>) =>
    askStudy(small, clock, 'cohorts', { period: { from: '2025-10-01', to: '2026-06-15' }, ...params })

  it('a triangle and its weighted mean', async () => {
    const result = await of({})
    expect(tableOf(result, 'triangle', ['cohort', 'n', 'p0', 'p1', 'p2', 'p3', 'p4'])).toEqual([
      ['2026-01', 2, 1, 0, 0.5, 0, 0],
      ['2026-02', 1, 1, 0, 0, 0, null],
      ['all', 3, 1, 0, 1 / 3, 0, 0],
    ])
    expect(tableOf(result, 'cells', ['cohort', 'age', 'amount', 'money_rate', 'cumulative'])).toContainEqual(['2026-02', 2, -4, -0.4, 6])
    expect(tableOf(result, 'cells', ['cohort', 'age', 'state', 'back'])).toContainEqual(['2026-01', 5, 'open', null])
    expect(tableOf(result, 'cohorts', ['cohort', 'amount'])).toEqual([
      ['2026-01', 257],
      ['2026-02', 6],
      ['all', 263],
    ])
    expect(result.headline.en).toBe(
      'Of 3 customers who first bought from 1 Oct 2025 to 15 Jun 2026, 33.3% have bought again; a customer has brought ¥88 so far.',
    )
    expect(result.caveats.map(({ en }) => en)).toContain('Customers with returns only, in no cohort: 1.')
  })

  it('lead from a cell to as many customers as it counts, and a return on or after never falls behind', async () => {
    const params = { period: { from: '2025-10-01', to: '2026-06-15' }, returned: 'on-or-after' }
    const { tables } = await of(params)
    for (const { id, rows, drills } of tables)
      for (const [place, drill] of (drills ?? []).entries()) {
        const ids = drill === null ? null : await drillInto(small, clock, { study: 'cohorts', params, drill })
        const counted = id === 'cells' ? rows[place]?.['back'] : (rows[place]?.['n'] ?? rows[place]?.['customers'])
        expect([id, place, ids?.length ?? null]).toEqual([id, place, counted])
      }
    expect(tableOf(await of(params), 'triangle', ['cohort', 'p0', 'p1', 'p2', 'p3', 'p4']).slice(0, 2)).toEqual([
      // A comes back in June, which has not ended and counts as later all the same.
      ['2026-01', 1, 0.5, 0.5, 0.5, 0.5],
      ['2026-02', 1, 0, 0, 0, null],
    ])
    await expect(drillInto(small, clock, { study: 'cohorts', drill: '{"kind":"gold"}' })).rejects.toMatchObject({ code: 'invalid-study' })
  })

  it('by the first won deal follows deals, by the lead leaves out whose lead came late', async () => {
    expect(tableOf(await of({ start: 'first-won' }), 'cohorts', ['cohort', 'customers', 'again', 'amount'])).toEqual([
      ['2026-01', 1, 1, 130],
      ['2026-02', 1, 0, 60],
      ['all', 2, 1, 190],
    ])
    const leads = await of({ start: 'lead-created' })
    expect(tableOf(leads, 'triangle', ['cohort', 'n', 'p0', 'p2', 'p4'])).toEqual([
      ['2025-11', 1, 0, 1, 1],
      ['2026-01', 1, 1, 0, 0],
      ['all', 2, 0.5, 0.5, 0.5],
    ])
    expect(leads.caveats.map(({ en }) => en)).toContain(
      'Customers without a lead, or whose first lead came after the first purchase, left out: 1.',
    )
  })
})
