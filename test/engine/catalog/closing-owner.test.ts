import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { ask, contextOf } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'

let database: Database
const change = (record: string, day: string, old_value: string, new_value: string) => ({
  entity: 'opportunity',
  record,
  field: 'owner',
  changed_at: `${day} 10:00:00`,
  old_value,
  new_value,
})

beforeAll(async () => {
  database = await databaseOf({
    person: [
      { name: 'Ada', team: 'North' },
      { name: 'Ben', team: 'South' },
    ],
    opportunity: [
      { source_id: 'D1', owner: 'Ben', status: 'won', amount: 100, created_at: '2025-01-10', closed_at: '2025-03-01', product: 'Pump' },
      { source_id: 'D2', owner: 'Ben', status: 'lost', amount: 40, created_at: '2025-01-10', closed_at: '2025-06-01' },
      { source_id: 'D3', owner: 'Ben', status: 'won', amount: 7, created_at: '2025-01-10', closed_at: '2025-03-01' },
    ],
    opportunity_line: [{ opportunity: 'D1', product: 'Pump', amount: 100 }],
    // D1 changed hands after it was won, D2 before it was lost; of D3 nothing is known.
    field_change: [change('D1', '2025-05-01', 'Ada', 'Ben'), change('D2', '2025-02-01', 'Ada', 'Ben')],
  })
}, 60_000)
afterAll(() => database.close())

const byOwner = async (spec: object) => {
  const { table } = await ask(database, contextOf('2025-12-31'), { values: [], rows: [{ field: 'owner.name' }], ...spec })
  return table.map((row) => row.slice(0, -1))
}

it('a closed deal belongs to who owned it when it was closed, and on request to who owns it now', async () => {
  const metrics = ['won_value', 'lost_count', 'win_rate']
  expect(await byOwner({ values: metrics.map((metric) => ({ metric })) })).toEqual([
    ['Ada', 100, 0, 1],
    ['Ben', 7, 1, 0.5],
  ])
  expect(await byOwner({ values: metrics.map((metric) => ({ metric, params: { owner: 'now' } })) })).toEqual([['Ben', 107, 1, 2 / 3]])
})

it('so do filters, teams, products and the deals behind a number', async () => {
  const values = [{ metric: 'won_value' }]
  expect(await byOwner({ values, filters: [{ field: 'owner.name', op: 'in', values: ['Ada'] }] })).toEqual([['Ada', 100]])
  expect(await byOwner({ values, rows: [{ field: 'team.name' }, { field: 'product.name' }] })).toEqual([
    ['North', 'Pump', 100],
    ['South', null, 7],
  ])
})
