import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Thresholds } from '../../../src/contract/thresholds.ts'
import { listCatalog } from '../../../src/engine/catalog/list-catalog.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import { ask, contextOf } from './ask.ts'
import { databaseOf } from './small-model.ts'

let database: Database

beforeAll(async () => {
  database = await databaseOf({
    account: [{ name: 'Alpha' }, { name: 'Beta' }],
    opportunity: [
      { account: 'Alpha', created_at: '2026-01-01' },
      { account: 'Alpha', created_at: '2026-01-02' },
      { account: 'Beta', created_at: '2026-01-03' },
    ],
  })
  // As the importer keeps columns that nothing was mapped to.
  await database.run('alter table model.account add column "x_等级" varchar')
  await database.run(`update model.account set "x_等级" = 'A''级' where name = 'Alpha'`)
  await database.run(`insert into meta.custom_column (entity, column_name, header, type) values ('account', 'x_等级', '客户等级', 'text')`)
})
afterAll(() => database.close())

describe('the source’s own columns', () => {
  it('are dimensions of everything that reaches their entity', async () => {
    const field = 'custom.account.x_等级'
    const { table } = await ask(database, contextOf('2026-06-30'), {
      rows: [{ field }],
      values: [{ metric: 'opportunity_count' }],
      totals: { rows: 'grand' },
    })
    expect(table).toEqual([
      ["A'级", 2, 1],
      [null, 1, 1],
      [null, 3, 0],
    ])
    const filtered = await ask(database, contextOf('2026-06-30'), {
      values: [{ metric: 'opportunity_count' }],
      filters: [{ field, op: 'in', values: ["A'级"] }],
    })
    expect(filtered.table).toEqual([[2, 0]])
    const explained = await explain(database, contextOf('2026-06-30'), {
      spec: ReportSpec.parse({ rows: [{ field }], values: [{ metric: 'opportunity_count' }] }),
      cell: { row: { [field]: "A'级" }, value: 'opportunity_count' },
      offset: 0,
      limit: 10,
    })
    expect([explained.value, explained.n]).toEqual([2, 2])
  })

  it('are known of open deals as of a day, by the deal and not by its state', async () => {
    await database.run('alter table model.opportunity add column "x_no" varchar')
    await database.run(`update model.opportunity set "x_no" = 'No ' || source_id`)
    await database.run(`insert into meta.custom_column (entity, column_name, header, type) values ('opportunity', 'x_no', 'No', 'text')`)
    const { table } = await ask(
      database,
      { ...contextOf('2026-06-30'), dataVersion: 2 },
      {
        rows: [{ field: 'custom.opportunity.x_no' }],
        values: [{ metric: 'open_opportunity_count' }],
      },
    )
    expect(table).toEqual([1, 2, 3].map((deal) => [`No opportunity-${deal}`, 1, 1]))
  })

  it('stand in the catalogue under their header', async () => {
    const { dimensions, metrics } = await listCatalog(database, 1, Thresholds.parse({}))
    expect(dimensions.find(({ id }) => id === 'custom.account.x_等级')).toMatchObject({
      label: { zh: '客户等级' },
      available: true,
      type: 'text',
    })
    expect(metrics.find(({ id }) => id === 'won_value')?.dimensions).toContain('custom.account.x_等级')
  })
})
