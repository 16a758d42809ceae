import { afterAll, beforeAll, expect, it } from 'vitest'
import { ReportSpec, type ReportSpecInput } from '../../../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { migrate } from '../../../../src/engine/database/migrate.ts'
import { explain } from '../../../../src/engine/report/explain.ts'
import { ask, rowsOf, type Answer } from '../ask.ts'
import { contextOf, installMacros, loadModel, type Loadable } from './load-model.ts'

/** What the reference evaluator found, each case worked by hand. Clock: 2026-06-30. */
let database: Database
let version = 0

beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  await installMacros(database)
})
afterAll(() => database.close())

async function loaded(rows: Loadable['rows']): Promise<Loadable> {
  const model = { rows, spellings: [], reportingCurrency: 'CNY', clock: '2026-06-30', firstDayOfWeek: 1, fiscalYearStartMonth: 1 }
  version += 1
  await loadModel(database, model)
  return model
}

async function answers(rows: Loadable['rows'], ...specs: readonly ReportSpecInput[]): Promise<Answer['table'][]> {
  const model = await loaded(rows)
  const tables: Answer['table'][] = []
  for (const spec of specs) tables.push((await ask(database, contextOf(model, version), spec)).table)
  return tables
}
const values = (...metrics: readonly string[]): ReportSpecInput => ({ values: metrics.map((metric) => ({ metric })) })

const order = { ordered_at: '2026-01-05', amount: 100 }

it('takes an order that is said not to be void as an order, and its cost from its lines where all of them state one', async () => {
  const statuses = ['Completed', '未作废', '作废', '已取消', 'Quotation', '草稿', '待审核', null]
  const whole = { order: 'order-1', amount: 50, cost: 20 }
  const part = { order: 'order-2', amount: 50 }
  const rows = { order: statuses.map((status) => ({ ...order, status })), order_line: [whole, whole, { ...part, cost: 5 }, part] }
  // Orders 1, 2 and 8; only the first knows its cost.
  expect(await answers(rows, values('order_count', 'order_value', 'gross_margin', 'gross_margin_rate'))).toEqual([[[3, 300, 60, 0.6, 0]]])
})

it('refuses a margin that no rate converts, as it refuses the amount', async () => {
  const rows = {
    order: [
      { ...order, cost: 60 },
      { ...order, cost: 50, currency: 'USD' },
    ],
  }
  const refusal = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], rows: 1 } }
  await expect(answers(rows, values('gross_margin'))).rejects.toMatchObject(refusal)
  await expect(answers(rows, values('gross_margin_rate'))).rejects.toMatchObject(refusal)
})

it('gives an order whose deal has no channel that of its own account’s first touch; a payment, too', async () => {
  const rows = {
    account: [{ name: 'Alpha' }],
    touch: [{ account: 'Alpha', channel: 'Fair', happened_at: '2025-12-01' }],
    opportunity: [{ status: 'won', amount: 100, created_at: '2025-12-05', closed_at: '2026-01-05' }],
    order: [{ ...order, account: 'Alpha', opportunity: 'opportunity-1' }],
    payment: [{ amount: 40, received_at: '2026-02-01', account: 'Alpha', order: 'order-1' }],
  }
  const spec = { ...values('order_value', 'received_amount'), rows: [{ field: 'channel.name' }] }
  expect(await answers(rows, spec)).toEqual([[['Fair', 100, 40, 1]]])
})

it('takes a lead as followed up by calendar days and by whoever called it, not by its own questions', async () => {
  const call = { kind: 'Call', direction: 'outbound' }
  const lead = { created_at: '2026-05-02 10:00:00' }
  const rows = {
    lead: [lead, lead, lead, { ...lead, first_response_at: '2026-05-20 09:00:00' }, lead],
    activity: [
      { ...call, lead: 'lead-1', happened_at: '2026-05-02 00:00:00' }, // a task without a time
      { ...call, lead: 'lead-2', happened_at: '2026-05-02 09:00:00', direction: 'inbound' },
      { ...call, lead: 'lead-3', happened_at: '2026-05-09 23:00:00' },
      { ...call, lead: 'lead-4', happened_at: '2026-05-03 09:00:00' },
      { ...call, lead: 'lead-5', happened_at: '2026-05-10 08:00:00' },
    ],
  }
  // Leads 2 and 5 leaked: a question is no follow-up, and the tenth is the eighth day.
  expect(await answers(rows, values('lead_leakage_rate'))).toEqual([[[2 / 5, 0]]])
})

it('answers that nobody has bought yet where deals have customers and none is won', async () => {
  const rows = { account: [{ name: 'Alpha' }], opportunity: [{ account: 'Alpha', status: 'open', created_at: '2026-05-01' }] }
  const spec = values('new_customer_count', 'customer_count', 'repeat_purchase_rate', 'active_customer_rate')
  expect(await answers(rows, spec)).toEqual([[[0, 0, null, null, 0]]])
  await expect(answers({ lead: [{ created_at: '2026-05-01' }] }, spec)).rejects.toMatchObject({ code: 'missing-data' })
})

it('gives deals that were open on a day no closed day, whatever came later', async () => {
  const rows = {
    opportunity: [
      { status: 'won', created_at: '2026-01-10', closed_at: '2026-04-10', amount: 10 },
      { status: 'open', created_at: '2026-03-20', amount: 5 },
    ],
  }
  const asked = { ...values('pipeline_value'), asOf: '2026-03-31' }
  const filters = [{ field: 'opportunity.closed_at', op: 'is-empty' as const, values: [] }]
  const tables = await answers(
    rows,
    { ...asked, filters },
    { ...asked, rows: [{ field: 'opportunity.closed_at' }] },
    { ...asked, rows: [{ field: 'opportunity.age_band' }] },
  )
  // 10 January to 31 March: 80 days; 20 to 31 March: 11 days.
  expect(tables).toEqual([
    [[15, 0]],
    [[null, 15, 1]],
    [
      ['0-30', 5, 1],
      ['61-90', 10, 1],
    ],
  ])
})

it('gives an activity the channel and campaign of its deal, else of its lead, else of the first touch of its account', async () => {
  const at = '2026-05-01 10:00:00'
  const rows = {
    account: [{ name: 'Alpha' }],
    touch: [{ account: 'Alpha', channel: 'Fair', campaign: 'Autumn', happened_at: '2025-12-01' }],
    lead: [
      { created_at: at, channel: 'Web', campaign: 'Spring' },
      { created_at: at, channel: 'Ads', campaign: 'Summer', is_deleted: true },
      { created_at: at },
    ],
    opportunity: [{ status: 'open', created_at: at, channel: 'Radio', campaign: 'Winter' }],
    activity: [
      { happened_at: at, opportunity: 'opportunity-1' },
      { happened_at: at, lead: 'lead-1' },
      { happened_at: at, lead: 'lead-2' },
      { happened_at: at, lead: 'lead-3', account: 'Alpha' },
    ],
  }
  const spec = { ...values('activity_count'), rows: [{ field: 'channel.name' }, { field: 'campaign.name' }] }
  expect(await answers(rows, spec)).toEqual([
    [
      ['Fair', 'Autumn', 1, 2],
      ['Radio', 'Winter', 1, 2],
      ['Web', 'Spring', 1, 2],
      [null, null, 1, 2],
    ],
  ])
})

it('counts nothing as none and adds it up to nothing, whatever else stands in the row; an average of nothing is n/a', async () => {
  const rows = { opportunity: [{ owner: 'Ann', status: 'lost', amount: 100, created_at: '2026-01-05', closed_at: '2026-02-05' }] }
  const stats = (['count', 'sum', 'average', 'max'] as const).map((stat) => ({ metric: 'sales_cycle_days', stat }))
  const spec = { rows: [{ field: 'owner.name' }], values: [...stats, { metric: 'lost_count' }] }
  const across = { rows: [{ field: 'owner.name' }], columns: [{ field: 'opportunity.status' }] }
  const won = { owner: 'Bob', status: 'won', created_at: '2026-01-05', closed_at: '2026-01-08' }
  expect(await answers(rows, spec)).toEqual([[['Ann', 0, 0, null, null, 1, 1]]])
  // Deals of both outcomes on the column shelf: Ann has none that was won, Bob took three days.
  const values = [...stats.slice(0, 3), { metric: 'lost_count' }]
  expect(await answers({ opportunity: [...rows.opportunity, won] }, { ...across, values })).toEqual([
    [
      ['Ann', 0, 0, null, 0, 0, 0, null, 1, 1],
      ['Bob', 1, 3, 3, 0, 0, 0, null, 0, 1],
    ],
  ])
})

it('says that none was won where all deals are still open, by count and by value', async () => {
  const rows = { opportunity: [{ status: 'open', amount: 100, created_at: '2026-01-05' }] }
  const ofAll = (metric: string) => ({ metric, params: { population: 'all' } })
  expect(await answers(rows, { values: [ofAll('win_rate'), ofAll('win_rate_by_value')] })).toEqual([[[0, 0, 0]]])
})

it('takes the age of an open deal on the day that is asked for, in every bucket', async () => {
  const rows = { opportunity: [{ status: 'open', created_at: '2026-01-10' }] }
  const count = values('open_opportunity_count')
  const age = { field: 'opportunity.age_band' }
  const quarter = { from: '2026-01-01', to: '2026-03-31' }
  const months = { ...count, rows: [{ field: 'date' }, age], period: quarter }
  // 10 January to 31 January: 21 days, to 28 February: 49, to 31 March: 80; to the clock 171.
  expect(await answers(rows, { ...count, rows: [age], period: quarter }, { ...count, rows: [age] }, months)).toEqual([
    [['61-90', 1, 1]],
    [['91-180', 1, 1]],
    [
      ['2026-01-01', '0-30', 1, 2],
      ['2026-02-01', '31-60', 1, 2],
      ['2026-03-01', '61-90', 1, 2],
    ],
  ])
  const filters = [{ field: 'opportunity.age_band', op: 'in' as const, values: ['0-30'] }]
  expect(await answers(rows, { ...months, rows: [{ field: 'date' }], filters })).toEqual([
    [
      ['2026-01-01', 1, 1],
      ['2026-02-01', 0, 1],
      ['2026-03-01', 0, 1],
    ],
  ])
})

it('takes the size of a deal by product from its lines, also where the deal itself says none', async () => {
  const won = { status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05' }
  const line = { opportunity: 'opportunity-1', product: 'Pump' }
  const rows = {
    opportunity: [
      { ...won, amount: null },
      { ...won, amount: 5 },
    ],
    opportunity_line: [
      { ...line, amount: 200 },
      { ...line, amount: 50 },
    ],
  }
  const spec = { ...values('median_deal_size', 'average_deal_size', 'won_value'), rows: [{ field: 'product.name' }] }
  expect(await answers(rows, { ...spec, totals: { rows: 'grand' } })).toEqual([
    [
      ['Pump', 250, 250, 250, 1],
      [null, 5, 5, 5, 1],
      [null, 5, 2.5, 5, 0],
    ],
  ])
})

it('refuses money by product for want of a rate where a line needs one, not where a line has no amount', async () => {
  const won = { status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05', currency: 'USD' }
  const line = { opportunity: 'opportunity-1', product: 'Pump' }
  const spec = { ...values('won_value'), filters: [{ field: 'product.name', op: 'in' as const, values: ['Pump'] }] }
  const inDollars = { opportunity: [{ ...won, amount: null }], opportunity_line: [{ ...line, amount: 50 }] }
  const other = { status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05', amount: 7 }
  await expect(
    answers({ opportunity: [...inDollars.opportunity, { ...won, amount: 9 }], opportunity_line: inDollars.opportunity_line }, spec),
  ).rejects.toMatchObject({
    code: 'missing-exchange-rate',
  })
  const withoutAmount = [
    { ...line, amount: null },
    { ...line, opportunity: 'opportunity-2', amount: 7 },
  ]
  expect(await answers({ opportunity: [{ ...won, amount: 9 }, other], opportunity_line: withoutAmount }, spec)).toEqual([[[7, 0]]])
})

it('ranks a top list and takes conditions on a metric over the days that are shown', async () => {
  const target = { metric: 'won_value', period_end: null }
  const rows = {
    target: [
      { ...target, owner: 'Ann', period_start: '2024-01-01', amount: 500 },
      { ...target, owner: 'Bob', period_start: '2026-01-01', amount: 80 },
      { ...target, owner: 'Ann', period_start: '2026-01-01', amount: 30 },
    ],
  }
  const spec = { ...values('target_value'), rows: [{ field: 'owner.name' }] }
  const byYear = { ...spec, rows: [...spec.rows, { field: 'date', grain: 'year' as const }] }
  const top = { field: 'owner.name', n: 1, by: 'target_value' }
  const having = [{ metric: 'target_value', op: 'at-least' as const, values: [60] }]
  // Without buckets the last twelve full months, June 2025 to May 2026, in which Bob has more; of all years Ann has 530.
  const years = [
    ['Ann', '2024-01-01', 500, 2],
    ['Ann', '2026-01-01', 30, 2],
  ]
  expect(await answers(rows, { ...spec, top }, { ...spec, having }, { ...byYear, top }, { ...byYear, having })).toEqual([
    [['Bob', 80, 1]],
    [['Bob', 80, 1]],
    years,
    [...years, ['Bob', '2026-01-01', 80, 2]],
  ])
})

it('takes the age of an open deal on each bucket’s own day by product, too', async () => {
  const rows = {
    opportunity: [{ status: 'open', created_at: '2026-01-10', amount: 9 }],
    opportunity_line: [
      { opportunity: 'opportunity-1', product: 'Pump', amount: 4 },
      { opportunity: 'opportunity-1', product: 'Valve', amount: 5 },
    ],
  }
  const spec = { ...values('open_opportunity_count', 'pipeline_value'), period: { from: '2026-01-01', to: '2026-03-31' } }
  const product = { field: 'product.name' }
  const age = { field: 'opportunity.age_band' }
  const pumps = [{ field: 'product.name', op: 'in' as const, values: ['Pump'] }]
  const young = [...pumps, { field: 'opportunity.age_band', op: 'in' as const, values: ['0-30'] }]
  expect(
    await answers(
      rows,
      { ...spec, rows: [{ field: 'date' }, product, age] },
      { ...spec, rows: [{ field: 'date' }, age], filters: pumps },
      { ...spec, rows: [{ field: 'date' }], filters: young },
      { ...spec, rows: [product, age] },
    ),
  ).toEqual([
    // 21, 49 and 80 days old.
    [
      ['2026-01-01', 'Pump', '0-30', 1, 4, 3],
      ['2026-01-01', 'Valve', '0-30', 1, 5, 3],
      ['2026-02-01', 'Pump', '31-60', 1, 4, 3],
      ['2026-02-01', 'Valve', '31-60', 1, 5, 3],
      ['2026-03-01', 'Pump', '61-90', 1, 4, 3],
      ['2026-03-01', 'Valve', '61-90', 1, 5, 3],
    ],
    [
      ['2026-01-01', '0-30', 1, 4, 2],
      ['2026-02-01', '31-60', 1, 4, 2],
      ['2026-03-01', '61-90', 1, 4, 2],
    ],
    [
      ['2026-01-01', 1, 4, 1],
      ['2026-02-01', 0, 0, 1],
      ['2026-03-01', 0, 0, 1],
    ],
    [
      ['Pump', '61-90', 1, 4, 2],
      ['Valve', '61-90', 1, 5, 2],
    ],
  ])
})

it('counts the open deals of a win rate over all deals in its n, and shows them behind the closed ones', async () => {
  const closed = { owner: 'Ann', created_at: '2026-01-05', closed_at: '2026-02-05', amount: 30 }
  const rows = {
    opportunity: [
      { owner: 'Ann', status: 'open', created_at: '2026-01-07', amount: 10 },
      { ...closed, status: 'won' },
      { ...closed, status: 'lost' },
      { owner: 'Bob', status: 'open', created_at: '2026-01-05', amount: 50 },
    ],
  }
  const context = contextOf(await loaded(rows), version)
  for (const [metric, ann, all] of [
    ['win_rate', 1 / 3, 1 / 4],
    ['win_rate_by_value', 30 / 70, 30 / 120],
  ] as const) {
    const spec = {
      rows: [{ field: 'owner.name' }],
      values: [{ metric, params: { population: 'all' } }],
      totals: { rows: 'grand' as const },
    }
    const { table, n } = await ask(database, context, spec)
    expect(table).toEqual([
      ['Ann', ann, 1],
      ['Bob', 0, 1],
      [null, all, 0],
    ])
    expect(n).toEqual({ [metric]: 4 })
    const request = { spec: ReportSpec.parse(spec), cell: { row: { 'owner.name': 'Ann' }, value: metric }, offset: 0, limit: 10 }
    const behind = await explain(database, context, request)
    const places = ['source_id', 'opportunity.status', '$counts', '$row'].map((id) => behind.columns.findIndex((one) => one.id === id))
    expect(behind).toMatchObject({ n: 3, value: ann, files: [{ file: 'model.csv', rows: 3 }] })
    expect(rowsOf(behind.bytes).map((row) => places.map((place) => row[place]))).toEqual([
      ['opportunity-2', 'won', true, 3],
      ['opportunity-3', 'lost', false, 4],
      ['opportunity-1', 'open', false, 2],
    ])
    const second = await explain(database, context, { ...request, offset: 2, limit: 1 })
    expect(rowsOf(second.bytes).map((row) => row[places[0] ?? -1])).toEqual(['opportunity-1'])
  }
})

it('takes the money of a deal’s line from its quantity and net price where it states no amount, as that of an order’s', async () => {
  const won = { status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05', amount: 100 }
  const line = { product: 'Pump', quantity: 3, net_price: 20 }
  const rows = {
    opportunity: [won],
    opportunity_line: [
      { ...line, opportunity: 'opportunity-1' },
      { ...line, opportunity: 'opportunity-1', amount: 7 },
      { ...line, opportunity: 'opportunity-1', net_price: null },
    ],
    order: [{ ...order }],
    order_line: [
      { ...line, order: 'order-1' },
      { ...line, order: 'order-1', amount: 7 },
      { ...line, order: 'order-1', net_price: null },
    ],
  }
  const spec = { ...values('won_value', 'order_value'), rows: [{ field: 'product.name' }] }
  expect(await answers(rows, spec)).toEqual([[['Pump', 67, 67, 1]]])
})

it('refuses money by product where one of several lines needs a rate that is missing, and names its currency', async () => {
  const line = { opportunity: 'opportunity-1', product: 'Pump', amount: 50 }
  const opportunity = [{ status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05', amount: 100 }]
  const spec = values('won_value')
  const byProduct = { ...spec, rows: [{ field: 'product.name' }] }
  const pumps = { ...spec, filters: [{ field: 'product.name', op: 'in' as const, values: ['Pump'] }] }
  const rows = { opportunity, opportunity_line: [line, { ...line, currency: 'USD' }, { ...line, product: 'Valve' }] }
  const refusal = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], rows: 1 } }
  await expect(answers(rows, byProduct)).rejects.toMatchObject(refusal)
  await expect(answers(rows, pumps)).rejects.toMatchObject(refusal)
  const valves = [{ field: 'product.name', op: 'in' as const, values: ['Valve'] }]
  // The deal itself and its other lines need no rate; with one all are worth what they say.
  expect(await answers(rows, spec, { ...byProduct, filters: valves })).toEqual([[[100, 0]], [['Valve', 50, 1]]])
  const exchange_rate = [{ from_currency: 'USD', to_currency: 'CNY', valid_on: '2026-01-01', rate: 7 }]
  expect(await answers({ ...rows, exchange_rate }, byProduct, pumps)).toEqual([
    [
      ['Pump', 400, 1],
      ['Valve', 50, 1],
    ],
    [[400, 0]],
  ])
})

it('leaves the lines that state no cost out of a margin by product, and the orders out of one without', async () => {
  const line = { order: 'order-1', product: 'Pump', amount: 100 }
  const rows = {
    order: [{ ...order, amount: 350 }],
    order_line: [
      { ...line, cost: 40 },
      line,
      { ...line, amount: null, cost: 30 },
      { ...line, product: 'Valve' },
      { ...line, product: 'Tube', amount: 50, cost: 60 },
    ],
  }
  const spec = values('gross_margin', 'gross_margin_rate', 'order_value')
  const byProduct = { ...spec, rows: [{ field: 'product.name' }] }
  const tables = await answers(rows, byProduct, { ...spec, filters: [{ field: 'product.name', op: 'in', values: ['Pump', 'Tube'] }] }, spec)
  expect(tables).toEqual([
    [
      ['Pump', 60, 0.6, 200, 1],
      ['Tube', -10, -0.2, 50, 1],
      ['Valve', 0, null, 100, 1],
    ],
    [[50, 50 / 150, 250, 0]],
    [[0, null, 350, 0]],
  ])
  const dear = { ...line, product: 'Valve', currency: 'USD' }
  const margin = { ...values('gross_margin'), rows: byProduct.rows }
  // Nobody asks what a line without a cost is worth in another currency; with a cost its rate is needed.
  expect(await answers({ ...rows, order_line: [{ ...line, cost: 40 }, dear] }, margin)).toEqual([[['Pump', 60, 1]]])
  await expect(
    answers(
      {
        ...rows,
        order_line: [
          { ...line, cost: 40 },
          { ...dear, cost: 1 },
        ],
      },
      margin,
    ),
  ).rejects.toMatchObject({
    code: 'missing-exchange-rate',
    details: { pairs: ['USD→CNY'] },
  })
})

it('refuses a condition on money that no rate converts, and money without a rate where it meets a condition', async () => {
  const rows = {
    order: [
      { ...order, owner: 'Ann', currency: 'USD' },
      { ...order, owner: 'Bob' },
      { ...order, owner: 'Bob' },
    ],
  }
  const having = [{ metric: 'order_value', op: 'at-most' as const, values: [500] }]
  const byOwner = { ...values('order_value'), rows: [{ field: 'owner.name' }] }
  const several = { ...byOwner, having: [{ metric: 'order_count', op: 'at-least' as const, values: [2] }] }
  // The only order that needs a rate does not count.
  expect(await answers(rows, several)).toEqual([[['Bob', 200, 1]]])
  await expect(answers(rows, { ...values('order_count'), rows: byOwner.rows, having })).rejects.toMatchObject({
    code: 'missing-exchange-rate',
    details: { pairs: ['USD→CNY'], rows: 1 },
  })
})
