import { it } from 'vitest'
import { ask, contextOf } from '../ask.ts'
import { databaseOf } from '../small-model.ts'
it('asks', async () => {
  const database = await databaseOf({ order: [{ amount: 100, cost: 50, currency: 'USD', ordered_at: '2026-01-01' }, { amount: 100, cost: 50, currency: 'CNY', ordered_at: '2026-01-01' }] })
  for (const metric of ['order_value', 'gross_margin', 'gross_margin_rate'])
    console.log(metric, await ask(database, contextOf('2026-06-30'), { values: [{ metric }] }).then((a) => [a.table, a.n], (e) => e.code))
  const two = await databaseOf({ account: [{ name: 'Alpha' }], opportunity: [{ account: 'Alpha', created_at: '2026-01-01', status: 'open' }] })
  for (const metric of ['new_customer_count', 'active_customer_rate'])
    console.log(metric, await ask(two, contextOf('2026-06-30'), { values: [{ metric }] }).then((a) => [a.table, a.n], (e) => [e.code, e.details]))
  const three = await databaseOf({ order: [{ amount: 100, ordered_at: '2026-01-01' }], order_line: [{ order: 'order-1', amount: 100, cost: 40 }] })
  console.log(await ask(three, contextOf('2026-06-30'), { values: [{ metric: 'gross_margin' }] }).then((a) => [a.table, a.n], (e) => [e.code, e.details]))
})
