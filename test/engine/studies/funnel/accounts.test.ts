import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { recordRows } from '../../../../src/engine/report/record-rows.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

/**
 * Six accounts, clock 2026-06-30, cohort January to March 2026; times are at 10:00.
 *
 * | account | industry | leads (MQL, SQL)                          | deals                  | orders, payments                        |
 * |---------|----------|-------------------------------------------|------------------------|-----------------------------------------|
 * | A       | Retail   | 01-05; 01-20 (01-22, 01-25)               | 01-26, won 02-10       | 02-12 paid 03-01; 05-01 without a deal  |
 * | B       | Retail   | 2025-12-20 disqualified; 02-15            |                        |                                         |
 * | C       | Retail   | 02-01 (02-03, none) disqualified          |                        |                                         |
 * | D       | Energy   | 03-01 (none, 03-05)                       | 03-06, lost 04-01      |                                         |
 * | E       | Energy   | 03-10                                     | 02-20, open            |                                         |
 * | F       | Energy   |                                           |                        | 01-15 paid 01-20, both without a deal   |
 */
async function accountsDatabase(): Promise<Database> {
  const at = (day: string): string => (day.length === 5 ? `2026-${day} 10:00:00` : `${day} 10:00:00`)
  const lead = (
    account: string,
    created: string,
    [mql, sql]: readonly [mql: string | null, sql: string | null] = [null, null],
    disqualified: string | null = null,
  ) => ({
    account,
    channel: 'Web',
    created_at: at(created),
    mql_at: mql === null ? null : at(mql),
    sql_at: sql === null ? null : at(sql),
    disqualified_reason: disqualified,
    opportunity: null as string | null,
  })
  return await databaseOf({
    channel: [{ name: 'Web' }],
    account: ['A', 'B', 'C', 'D', 'E', 'F'].map((name, place) => ({ name, industry: place < 3 ? 'Retail' : 'Energy' })),
    opportunity: [
      { account: 'A', created_at: at('01-26'), status: 'won', closed_at: at('02-10'), amount: 100 },
      { account: 'D', created_at: at('03-06'), status: 'lost', closed_at: at('04-01'), amount: 100 },
      { account: 'E', created_at: at('02-20'), status: 'open', closed_at: null, amount: 100 },
    ],
    lead: [
      lead('A', '01-05'),
      { ...lead('A', '01-20', ['01-22', '01-25']), opportunity: 'opportunity-1' },
      lead('B', '2025-12-20', [null, null], 'No budget'),
      lead('B', '02-15'),
      lead('C', '02-01', ['02-03', null], 'No budget'),
      { ...lead('D', '03-01', [null, '03-05']), opportunity: 'opportunity-2' },
      lead('E', '03-10'),
    ],
    order: [
      { opportunity: 'opportunity-1', account: 'A', ordered_at: at('02-12'), amount: 100, status: 'confirmed' },
      { opportunity: null, account: 'A', ordered_at: at('05-01'), amount: 50, status: 'confirmed' },
      { opportunity: null, account: 'F', ordered_at: at('01-15'), amount: 70, status: 'confirmed' },
    ],
    payment: [
      { order: 'order-1', account: 'A', received_at: at('03-01'), amount: 100 },
      { order: null, account: 'F', received_at: at('01-20'), amount: 70 },
    ],
    spend: [
      { channel: 'Web', spent_on: '2026-01-31', amount: 600 },
      { channel: 'Web', spent_on: '2026-04-30', amount: 999 },
    ],
  })
}

const context = contextOf('2026-06-30')
const period = { from: '2026-01-01', to: '2026-03-31' }
const made = ['lead', 'mql', 'sql', 'opportunity', 'won', 'order', 'paid', 'repeat'].map((event) => ({ event }))
let database: Database
beforeAll(async () => {
  database = await accountsDatabase()
})
afterAll(async () => database.close())

const ask = (params: Record<string, unknown> = {}) =>
  askStudy(database, context, 'funnel', { period, unit: 'account', steps: made, ...params })
const reached = (result: Awaited<ReturnType<typeof ask>>) => tableOf(result, 'steps', ['count']).flat()

describe('a funnel of accounts', () => {
  it('takes each step at the first of the leads, deals, orders and payments of an account', async () => {
    // The cohort: A, C, D and E. B was a lead before, F never. The deal of E came before its lead.
    const result = await ask()
    expect(reached(result)).toEqual([4, 3, 2, 2, 1, 1, 1, 1])
    // A: lead 01-05, MQL 01-22 (17 days); C: 02-01, 02-03 (2); D: 03-01, 03-05 (4). A won 36 days after its first lead.
    expect(tableOf(result, 'steps', ['median_days'])[1]).toEqual([4])
    expect(tableOf(result, 'steps', ['median_days_from_first'])[4]).toEqual([36])
    // C and D go no further: disqualified and lost. E has an open deal and can still.
    expect(tableOf(result, 'steps', ['lost', 'possible'])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
  })

  it('finds orders and payments without a deal, and needs a second order for a step that stands there twice', async () => {
    expect(reached(await ask({ order: 'reached' }))).toEqual([5, 5, 4, 4, 2, 2, 2, 1])
    expect(reached(await ask({ steps: [{ event: 'order' }, { event: 'paid' }] }))).toEqual([2, 2])
    expect(reached(await ask({ steps: [{ event: 'order' }, { event: 'order' }] }))).toEqual([2, 1])
    // F paid on 20 January, A first on 1 March; the second order of A of 1 May is none of the period.
    expect(reached(await ask({ view: 'period' }))).toEqual([4, 3, 2, 3, 1, 2, 2, 0])
  })

  it('excludes by any event, not by the first alone, and breaks down by what an account is', async () => {
    const steps = [{ event: 'lead' }, { event: 'opportunity' }]
    expect(reached(await ask({ steps, exclude: [{ event: 'mql', after: 1, before: 2 }] }))).toEqual([1, 0])
    // The second lead of A lies between its first and its deal.
    expect(reached(await ask({ steps, exclude: [{ event: 'lead', after: 1, before: 2 }] }))).toEqual([0, 0])
    const result = await ask({ by: { field: 'account.industry' }, steps: made.slice(0, 3) })
    expect(tableOf(result, 'breakdown', ['group', 'count'])).toEqual([
      ['Energy', 2],
      ['Energy', 1],
      ['Energy', 1],
      ['Retail', 2],
      ['Retail', 2],
      ['Retail', 1],
    ])
  })

  it('names the accounts behind its numbers, buyers and others', async () => {
    const drill = JSON.stringify({ kind: 'reached', step: 2 })
    const ids = await drillInto(database, context, { study: 'funnel', params: { period, unit: 'account', steps: made }, drill })
    const { statement } = recordRows('party', ids, 20_000)
    const rows = await database.rows<Record<string, unknown>>(statement.sql, statement.params)
    expect(rows.map((row) => [row['account.name'], row['account.industry']])).toEqual([
      ['A', 'Retail'],
      ['C', 'Retail'],
      ['D', 'Energy'],
    ])
  })
})

describe('spend before the first step', () => {
  const steps = [{ event: 'spend' }, ...made]

  it('is money and what one of each step cost, and no count of anybody', async () => {
    const result = await ask({ steps })
    expect(tableOf(result, 'steps', ['step', 'count', 'spend', 'cost_per_unit']).slice(0, 3)).toEqual([
      ['0', null, 600, null],
      ['1', 4, null, 150],
      ['2', 3, null, 200],
    ])
    expect(figureOf(result, 'entered').value).toBe(4)
    expect(result.params['steps']).toEqual(steps)
    const drill = result.tables.find(({ id }) => id === 'steps')?.drills?.[0]
    const [only] = await drillInto(database, context, { study: 'funnel', params: { period, unit: 'account', steps }, drill })
    expect(await database.rows('select amount from model.spend where id = $id', { id: only ?? 0 })).toEqual([{ amount: '600.0000' }])
  })

  it('stands there without an amount where a filter says nothing about it', async () => {
    const result = await ask({ steps, filters: [{ field: 'account.industry', op: 'in', values: ['Energy'] }] })
    expect(tableOf(result, 'steps', ['count', 'spend']).slice(0, 2)).toEqual([
      [null, null],
      [2, null],
    ])
  })

  it('is part of the usual chain of leads and accounts, and of deals it is none', async () => {
    const { params } = await askStudy(database, context, 'funnel', { period })
    expect(params['steps']).toEqual(steps)
    const deals = await askStudy(database, context, 'funnel', { period, unit: 'opportunity' })
    expect(deals.params['steps']).toEqual([{ event: 'opportunity' }, ...made.slice(4)])
    await expect(ask({ unit: 'opportunity', steps })).rejects.toMatchObject({ details: { reason: 'step-not-of-unit', step: 'spend' } })
    await expect(ask({ steps: [{ event: 'lead' }, { event: 'spend' }, { event: 'won' }] })).rejects.toMatchObject({
      details: { path: 'steps' },
    })
    await expect(ask({ steps: [{ event: 'spend' }, { event: 'won' }] })).rejects.toMatchObject({ details: { path: 'steps' } })
  })
})
