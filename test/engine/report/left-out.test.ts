import { expect, it } from 'vitest'
import { ask, contextOf } from './ask.ts'
import { dealsDatabase, clock } from './deals.ts'
import { databaseOf } from './small-model.ts'

const context = contextOf('2026-06-30')

it('counts no payment that is void, cancelled or a draft, in whatever words, and every other one', async () => {
  const words = [null, 'Received', '已到账', '未作废', 'Voided', 'VOID', 'Cancelled', '作废', '已作废', '已取消', 'Draft', '草稿']
  const payment = words.map((status, index) => ({ status, amount: 2 ** index, received_at: '2026-05-01' }))
  const database = await databaseOf({ payment })
  const { table, n } = await ask(database, context, { values: [{ metric: 'received_amount' }] })
  expect(table).toEqual([[1 + 2 + 4 + 8, 0]])
  expect(n).toEqual({ received_amount: 4 })
  await database.close()
})

it('gives no response time to a lead somebody was in touch with before, unless the day is all that is known of it', async () => {
  const lead = { created_at: '2026-05-02 10:00:00' }
  const call = { kind: 'Call', direction: 'outbound' }
  const database = await databaseOf({
    lead: [lead, lead, lead, lead],
    activity: [
      { ...call, lead: 'lead-1', happened_at: '2026-05-02 10:30:00' },
      { ...call, lead: 'lead-2', happened_at: '2026-04-20 09:00:00' },
      { ...call, lead: 'lead-2', happened_at: '2026-05-02 10:10:00' },
      { ...call, lead: 'lead-3', happened_at: '2026-05-02 00:00:00' },
      { ...call, lead: 'lead-3', happened_at: '2026-05-02 11:00:00' },
      { ...call, lead: 'lead-4', happened_at: '2026-04-20 09:00:00' },
    ],
  })
  const { table, n } = await ask(database, context, {
    values: [
      { metric: 'lead_response_minutes', stat: 'average' },
      { metric: 'lead_response_within_sla_rate', params: { minutes: 30 } },
      { metric: 'lead_leakage_rate' },
    ],
  })
  expect(table[0]?.slice(0, 3)).toEqual([(30 + 60) / 2, 1 / 2, 1 / 4])
  expect(Object.values(n)).toEqual([2, 2, 4])
  await database.close()
})

it('answers a bucket after the clock only where something can be planned for it', async () => {
  const database = await dealsDatabase()
  const spec = {
    rows: [{ field: 'date', grain: 'quarter' as const }],
    values: [{ metric: 'open_opportunity_count' }],
    period: { from: '2026-04-01', to: '2026-12-31' },
  }
  const { table } = await ask(database, contextOf(clock), spec)
  expect(table.map((row) => row.slice(0, 2))).toEqual([['2026-04-01', 3]])
  await database.close()
})

it('refuses money as of a day that no rate converts, also where the deal has closed since', async () => {
  const deal = { status: 'lost', amount: 100, currency: 'USD', created_at: '2025-03-06', closed_at: '2025-03-16' }
  const database = await databaseOf({ opportunity: [deal] })
  const spec = { values: [{ metric: 'pipeline_value' }] }
  expect((await ask(database, context, spec)).table).toEqual([[0, 0]])
  const refused = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], dates: ['2025-03-06..2025-03-06'] } }
  for (const grain of ['day', 'week'] as const) {
    await expect(ask(database, context, { ...spec, rows: [{ field: 'date', grain }] })).rejects.toMatchObject(refused)
    await expect(ask(database, context, { ...spec, columns: [{ field: 'date', grain }] })).rejects.toMatchObject(refused)
  }
  // At the end of no month it was open.
  expect((await ask(database, context, { ...spec, rows: [{ field: 'date', grain: 'month' }] })).table[0]).toEqual(['2025-03-01', 0, 1])
  await database.close()
})
