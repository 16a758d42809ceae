import { expect, it } from 'vitest'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { explain } from '../../../../src/engine/report/explain.ts'
import { ask, rowsOf } from '../ask.ts'
import { smallCases, values } from './small-cases.ts'

/** What the reference evaluator found, each case worked by hand. Clock: 2026-06-30. */
const { answers, load } = smallCases()
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
  const { database, context } = await load(rows)
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
