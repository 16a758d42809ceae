import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { ask, contextOf, type Answer } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'

const values = (metric: string, params: Record<string, string | number> = {}) => [{ metric, params }]
const figures = (answers: readonly Answer[]) => answers.map(({ table }) => table[0]?.[0])
const buckets = (answer: Answer | undefined) => answer?.table.map((row) => row[1])

describe('receivables from invoices', () => {
  let database: Database
  beforeAll(async () => {
    database = await databaseOf({
      invoice: [
        { source_id: 'S1', gross: 1_650_000, issued_on: '2025-03-01', due_on: '2025-03-31', account: 'Simple' },
        { source_id: 'S2', gross: 150_000, issued_on: '2025-12-20', due_on: '2026-01-20', account: 'Simple' },
        { source_id: 'C1', gross: 70_000, issued_on: '2026-04-10', due_on: '2026-07-31', account: 'Countback' },
        { source_id: 'C2', gross: 80_000, issued_on: '2026-05-10', due_on: '2026-07-31', account: 'Countback' },
        { source_id: 'C3', gross: 100_000, issued_on: '2026-06-10', due_on: '2026-07-31', account: 'Countback' },
        { source_id: 'O1', gross: 500, issued_on: '2020-01-01', due_on: '2020-02-01', account: 'Old' },
        { source_id: 'N1', gross: 100, issued_on: '2026-01-10', due_on: '2026-01-31', account: 'Acme' },
        { source_id: 'N2', gross: 300, issued_on: '2026-02-10', due_on: '2026-02-28', account: 'Beta' },
        { source_id: 'N3', gross: 40, kind: 'credit note', issued_on: '2026-02-20', due_on: '2026-02-20', account: 'Beta' },
        { source_id: 'N4', gross: 999, issued_on: '2026-02-20', due_on: '2026-02-20', status: 'void', account: 'Beta' },
      ],
      payment: [
        { source_id: 'PS', amount: 1_650_000, received_at: '2025-04-10 00:00:00', account: 'Simple' },
        { source_id: 'PC', amount: 38_000, received_at: '2026-06-20 00:00:00', account: 'Countback' },
        { source_id: 'P1', amount: 60, received_at: '2026-01-20 10:00:00', account: 'Acme' },
        { source_id: 'P2', amount: 100, received_at: '2026-03-05 10:00:00', account: 'Acme' },
        { source_id: 'P3', amount: 500, received_at: '2026-03-05 10:00:00', status: 'void', account: 'Beta' },
      ],
      payment_allocation: [
        { payment: 'PS', invoice: 'S1', amount: 1_650_000 },
        { payment: 'PC', invoice: 'C1', amount: 38_000 },
        { payment: 'P1', invoice: 'N1', amount: 60 },
        { payment: 'P2', invoice: 'N1', amount: 40 },
        { payment: 'P3', invoice: 'N2', amount: 300 },
      ],
    })
  }, 60_000)
  afterAll(() => database.close())

  async function of(accounts: readonly string[], clock: string, ...specs: ReportSpecInput[]): Promise<Answer[]> {
    const filters = [{ field: 'account.name', op: 'in' as const, values: [...accounts] }]
    const answers: Answer[] = []
    for (const spec of specs) answers.push(await ask(database, contextOf(clock), { ...spec, filters }))
    return answers
  }

  it('are 30.4 days of sales for 150,000 open of 1,800,000 invoiced in 365 days', async () => {
    const period = { from: '2025-01-01', to: '2025-12-31' }
    const methods = ['simple', 'best-possible', 'delinquent', 'average']
    const answers = await of(['Simple'], '2026-01-31', ...methods.map((method) => ({ values: values('dso', { method }), period })))
    // 150,000 / 1,800,000 * 365 = 30.416667; nothing was open at the eve of the year, so the average is half of it.
    const days = expect.closeTo(30.416667, 6) as number
    expect(figures(answers)).toEqual([days, days, 0, expect.closeTo(15.208333, 6)])
    const [byQuarter] = await of(['Simple'], '2026-01-31', { values: values('dso'), rows: [{ field: 'date', grain: 'quarter' }], period })
    // Q1: all that was invoiced is open; Q2 and Q3: nothing invoiced; Q4 as Q1.
    expect(buckets(byQuarter)).toEqual([90, null, null, 92])
  })

  it('are counted back 73.7 days for 212k after sales of 100k, 80k and 70k in months of 30 days, and 74.7 in calendar months', async () => {
    const answers = await of(
      ['Countback'],
      '2026-06-30',
      { values: values('dso', { method: 'countback-30' }) },
      { values: values('dso', { method: 'countback' }) },
      { values: values('dso', { method: 'countback' }), asOf: '2026-06-15' },
    )
    // 250k - 38k = 212k: 30 + 30 + 32 / 70 * 30; June has 30 days, May 31, April 30. On 15 June the month has 15 days and 250k are open.
    expect(figures(answers)).toEqual([73.714286, 74.714286, 76].map((days) => expect.closeTo(days, 6) as number))
  })

  it('have no days of sales where nothing was invoiced, or where invoices older than three years would have to be counted back', async () => {
    const answers = await of(
      ['Old'],
      '2026-06-30',
      { values: values('dso'), period: { from: '2026-01-01', to: '2026-06-30' } },
      { values: values('dso', { method: 'countback' }) },
    )
    expect(figures(answers)).toEqual([null, null])
    expect(answers[0]?.warnings.map(({ code }) => code)).toContain('no-denominator')
  })

  it('are what was issued and not paid by the end of each bucket', async () => {
    const rows = [{ field: 'date', grain: 'month' as const }]
    const period = { from: '2026-01-01', to: '2026-04-30' }
    const [open, overdue, ...others] = await of(
      ['Acme', 'Beta'],
      '2026-04-15',
      { values: values('receivable_balance'), rows, period },
      { values: values('overdue_balance'), rows, period },
      { values: values('receivable_balance'), asOf: '2026-01-09' },
      { values: values('receivable_balance'), asOf: '2026-01-19' },
      { values: values('receivable_balance'), asOf: '2026-01-20' },
    )
    // January: 100 - 60. February: 40 + 300 - 40. From March on 300 - 40; the void payment paid nothing.
    expect(buckets(open)).toEqual([40, 300, 260, 260])
    // N1 is due on 31 January and late from 1 February on, the credit note from 21 February, N2 from 1 March.
    expect(buckets(overdue)).toEqual([0, 0, 260, 260])
    expect(figures(others)).toEqual([0, 100, 40])
  })

  it('are late by the day asked for, not by today', async () => {
    const rows = [{ field: 'instalment.ageing_bucket' }]
    const [early, late] = await of(
      ['Acme', 'Beta'],
      '2026-06-30',
      { values: values('receivable_balance'), rows, asOf: '2026-02-28' },
      { values: values('receivable_balance'), rows, asOf: '2026-04-15' },
    )
    // 28 February: N2 is due that day, N1 28 days late with 40, the credit note 8. 15 April: N2 46 days, the credit note 54.
    expect(early?.table.map((row) => row.slice(0, 2))).toEqual([
      ['not due', 300],
      ['1-30', 0],
    ])
    expect(late?.table.map((row) => row.slice(0, 2))).toEqual([['31-60', 260]])
  })
})

describe('a payment plan without invoices', () => {
  let database: Database
  beforeAll(async () => {
    database = await databaseOf({
      contract: [
        { source_id: 'K1', account: 'Acme', amount: 900, signed_at: '2026-01-05 00:00:00' },
        { source_id: 'K2', account: 'Acme', amount: 100, signed_at: '2026-01-06 00:00:00', status: '已作废' },
      ],
      instalment: [
        { source_id: 'I1', contract: 'K1', due_on: '2026-01-31', amount: 300 },
        { source_id: 'I2', contract: 'K1', due_on: '2026-03-31', original_due_on: '2026-02-28', amount: 400 },
        { source_id: 'I3', contract: 'K1', due_on: '2026-05-31', amount: 200 },
        { source_id: 'I4', contract: 'K2', due_on: '2026-02-28', amount: 100 },
      ],
      payment: [
        { source_id: 'P1', contract: 'K1', account: 'Acme', amount: 250, received_at: '2026-01-20 00:00:00' },
        { source_id: 'P2', contract: 'K1', account: 'Acme', amount: 250, received_at: '2026-02-03 00:00:00' },
        { source_id: 'P3', contract: 'K1', account: 'Acme', amount: -50, received_at: '2026-02-10 00:00:00' },
        { source_id: 'P4', contract: 'K1', account: 'Acme', amount: 250, received_at: '2026-03-20 00:00:00' },
      ],
    })
  }, 60_000)
  afterAll(() => database.close())

  async function asked(...specs: ReportSpecInput[]): Promise<Answer[]> {
    const answers: Answer[] = []
    for (const spec of specs) answers.push(await ask(database, contextOf('2026-04-15'), spec))
    return answers
  }

  it('stands in for them from signing on, says so, and takes payments oldest due first', async () => {
    const [balance, byMonth, ...others] = await asked(
      { values: values('receivable_balance') },
      {
        values: values('receivable_balance'),
        rows: [{ field: 'date', grain: 'month' }],
        period: { from: '2026-01-01', to: '2026-04-15' },
      },
      { values: values('overdue_balance') },
      { values: values('on_time_payment_rate') },
      { values: values('on_time_payment_rate', { plan: 'current' }) },
      { values: values('on_time_payment_rate', { grace: 3 }) },
      { values: values('on_time_payment_rate', { by: 'amount' }) },
      { values: values('on_time_payment_rate', { by: 'amount', plan: 'current' }) },
      { values: values('collection_rate', { variant: 'cohort' }) },
      { values: values('due_amount') },
    )
    // 900 from signing on; 250, 500, 450, 700 of it paid.
    expect(balance?.table[0]?.[0]).toBe(200)
    expect(balance?.warnings.map(({ code }) => code)).toEqual(['receivables-from-plan'])
    expect(buckets(byMonth)).toEqual([650, 450, 200, 200])
    // I1: 250 on 20 January and 50 on 3 February, three days late. I2: 200 less 50 in February, all on 20 March: after the original day,
    // before the current one; of the 50 given back in February 150 stay. I3 is not due, the plan of the void contract is none.
    expect(figures(others)).toEqual([0, 0, 0.5, 0.5, (250 + 150) / 700, (250 + 400) / 700, 1, 900])
  })

  it('knows nothing of what was paid after the day asked for', async () => {
    const answers = await asked(
      { values: values('collection_rate', { variant: 'cohort' }), asOf: '2026-01-31' },
      { values: values('on_time_payment_rate', { grace: 3 }), asOf: '2026-02-02' },
      { values: values('on_time_payment_rate', { grace: 3 }), asOf: '2026-02-03' },
    )
    expect(figures(answers)).toEqual([250 / 300, 0, 1])
  })
})

describe('an instalment whose amount is not known', () => {
  it('takes nothing of what was received in time, as nothing of it is due', async () => {
    const database = await databaseOf({
      instalment: [
        { source_id: 'I1', due_on: '2026-01-31', amount: 200 },
        { source_id: 'I2', due_on: '2026-01-31' },
      ],
      payment: [{ source_id: 'P1', amount: 150, received_at: '2026-01-20 00:00:00' }],
      payment_allocation: [
        { payment: 'P1', instalment: 'I1', amount: 50 },
        { payment: 'P1', instalment: 'I2', amount: 100 },
      ],
    })
    try {
      const inTime = await ask(database, contextOf('2026-04-15'), { values: values('on_time_payment_rate', { by: 'amount' }) })
      const cohort = await ask(database, contextOf('2026-04-15'), { values: values('collection_rate', { variant: 'cohort' }) })
      expect(figures([inTime, cohort])).toEqual([50 / 200, 50 / 200])
    } finally {
      await database.close()
    }
  }, 60_000)
})
