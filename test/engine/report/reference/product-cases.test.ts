import { expect, it } from 'vitest'
import { smallCases, values } from './small-cases.ts'

/** What the reference evaluator found where money comes from lines, each case worked by hand. Clock: 2026-06-30. */
const { answers } = smallCases()
const order = { ordered_at: '2026-01-05', amount: 100 }

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
