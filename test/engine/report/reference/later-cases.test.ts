import { expect, it } from 'vitest'
import { smallCases, values } from './small-cases.ts'

/** What the reference evaluator found in what follows a deal, each case worked by hand. Clock: 2026-06-30. */
const { answers } = smallCases()

it('keeps a ticket of which nobody knows when it was opened in the backlog until it is solved', async () => {
  const ticket = [
    { opened_at: '2026-05-04 09:00:00' },
    { opened_at: null, kind: 'Fault' },
    { opened_at: null, solved_at: '2026-06-10 12:00:00' },
    { opened_at: '2026-06-20 09:00:00' },
  ]
  const may = { ...values('backlog_count'), asOf: '2026-05-31' }
  expect(await answers({ ticket }, values('backlog_count'), may)).toEqual([[[3, 0]], [[3, 0]]])
})

const won = { status: 'won', created_at: '2026-01-05', closed_at: '2026-02-05' }

it('takes the quote that went out last as the latest of a deal and the one that went out first as its first, whatever their numbers', async () => {
  const quote = [
    { opportunity: 'opportunity-1', version: 2, sent_at: '2026-01-10' },
    { opportunity: 'opportunity-1', version: 1, sent_at: '2026-03-20' },
  ]
  const rows = { opportunity: [won], quote }
  const byMonth = { rows: [{ field: 'date' }] }
  expect(await answers(rows, { ...values('quote_count'), ...byMonth }, { ...values('quote_to_deal_rate'), ...byMonth })).toEqual([
    [['2026-03-01', 1, 1]],
    [['2026-01-01', 1, 1]],
  ])
})

it('takes discounts on the orders of won deals alone where that is asked', async () => {
  const rows = {
    product: [{ name: 'Pump', list_price: 100 }],
    opportunity: [won, { ...won, status: 'lost' }],
    order: [1, 2].map((deal) => ({ ordered_at: '2026-03-01', opportunity: `opportunity-${deal}` })),
    order_line: [
      { order: 'order-1', product: 'Pump', quantity: 1, amount: 90 },
      { order: 'order-2', product: 'Pump', quantity: 1, amount: 50 },
    ],
    quote: [{ opportunity: 'opportunity-1', sent_at: '2026-01-10' }],
    quote_line: [{ quote: 'quote-1', quantity: 1, list_price: 10, net_price: 9 }],
  }
  const price = { metric: 'price_realisation', params: { basis: 'order' } }
  const ofWon = { metric: 'price_realisation', params: { basis: 'order', deals: 'won' }, id: 'won' }
  // 140 of 200; 90 of 100.
  expect(await answers(rows, { values: [price, ofWon] })).toEqual([[[0.7, 0.9, 0]]])
})

it('takes the mean of quoted lines without a rate, and leaves lines of nothing out of it', async () => {
  const rows = {
    quote: [
      { sent_at: '2026-01-10', currency: 'USD' },
      { sent_at: '2026-01-11', currency: 'CNY' },
    ],
    quote_line: [
      { quote: 'quote-1', quantity: 2, list_price: 10, net_price: 9 },
      { quote: 'quote-2', quantity: 1, list_price: 10, net_price: 7 },
      { quote: 'quote-2', quantity: 0, list_price: 10, net_price: 10 },
    ],
  }
  const mean = { metric: 'price_realisation', params: { weighting: 'simple' } }
  // (0.9 + 0.7) / 2
  expect(await answers(rows, { values: [mean] })).toEqual([[[0.8, 0]]])
  await expect(answers(rows, values('price_realisation'))).rejects.toMatchObject({ code: 'missing-exchange-rate' })
})

it('takes the first plan for the current one where an instalment was never planned anew', async () => {
  const instalment = [
    { original_due_on: '2026-03-10', amount: 100 },
    { original_due_on: '2026-04-10', due_on: '2026-05-10', amount: 40 },
  ]
  const current = { values: [{ metric: 'due_amount', params: { plan: 'current' } }, { metric: 'overdue_balance' }] }
  const untilMay = { period: { from: '2026-03-01', to: '2026-05-01' } }
  // As planned now 100 falls due until the first of May, and is late on it; then 140.
  expect(await answers({ instalment }, { ...current, ...untilMay }, current)).toEqual([[[100, 100, 0]], [[140, 140, 0]]])
})

it('says nothing of what is left of an invoice that does not say how much it is, whatever was paid of it', async () => {
  const rows = {
    invoice: [
      { issued_on: '2026-03-01', due_on: '2026-04-01', gross: 250 },
      { issued_on: '2026-03-01', due_on: '2026-04-01' },
    ],
    payment: [{ received_at: '2026-03-20', amount: 50 }],
    payment_allocation: [{ payment: 'payment-1', invoice: 'invoice-2', amount: 50 }],
  }
  expect(await answers(rows, values('receivable_balance', 'overdue_balance'))).toEqual([[[250, 250, 0]]])
})

it('takes money that was received on no known day off no balance', async () => {
  const rows = {
    invoice: [{ issued_on: '2026-03-01', due_on: '2026-04-01', gross: 250 }],
    payment: [{ received_at: '2026-03-20', amount: 50 }, { amount: 200 }],
    payment_allocation: [
      { payment: 'payment-1', invoice: 'invoice-1', amount: 50 },
      { payment: 'payment-2', invoice: 'invoice-1', amount: 200 },
    ],
  }
  expect(await answers(rows, values('receivable_balance'))).toEqual([[[200, 0]]])
})

it('leaves an allocation without an amount alone: it takes nothing back of what was paid', async () => {
  const rows = {
    instalment: [{ due_on: '2026-03-10', amount: 1000 }],
    payment: [
      { received_at: '2026-04-10', amount: 400 },
      { received_at: '2026-05-25', amount: 100 },
    ],
    payment_allocation: [
      { payment: 'payment-1', instalment: 'instalment-1', amount: 400 },
      { payment: 'payment-2', instalment: 'instalment-1' },
    ],
  }
  const cohort = { values: [{ metric: 'collection_rate', params: { variant: 'cohort' } }] }
  expect(await answers(rows, cohort)).toEqual([[[0.4, 0]]])
})

it('takes the first touch of the customer where the deal of a quote, a contract or an invoice names no channel, as orders do', async () => {
  const rows = {
    account: [{ name: 'Alpha', source_id: 'A1' }],
    channel: [{ name: 'Fair', source_id: 'C1' }],
    touch: [{ happened_at: '2025-04-05', account: 'Alpha', channel: 'Fair' }],
    opportunity: [{ status: 'open', created_at: '2026-01-05' }],
    quote: [{ opportunity: 'opportunity-1', account: 'Alpha', sent_at: '2026-01-10' }],
    contract: [{ opportunity: 'opportunity-1', account: 'Alpha', signed_at: '2026-02-01', amount: 70 }],
    invoice: [{ contract: 'contract-1', account: 'Alpha', issued_on: '2026-03-01', gross: 30 }],
  }
  const spec = { ...values('quote_count', 'contract_value', 'receivable_balance'), rows: [{ field: 'channel.name' }] }
  expect(await answers(rows, spec)).toEqual([[['Fair', 1, 70, 30, 1]]])
})

it('compares each year with the one before it, and a total over all time with none', async () => {
  const order = (ordered_at: string, amount: number) => ({ account: 'Acme', ordered_at, amount, currency: 'CNY', status: 'confirmed' })
  const found = await answers(
    { account: [{ name: 'Acme' }], order: [order('2024-03-01', 100), order('2025-03-01', 40), order('2026-03-01', 10)] },
    { rows: [{ field: 'date', grain: 'year' }], values: [{ metric: 'net_revenue_retention' }], totals: { rows: 'grand' } },
  )
  expect(found).toEqual([
    [
      ['2024-01-01', null, 1],
      ['2025-01-01', 0.4, 1],
      ['2026-01-01', 0.25, 1],
      [null, null, 0],
    ],
  ])
})

it('refuses retention for money of the days it looks at that no rate converts, and for no other', async () => {
  const order = (account: string, ordered_at: string, amount: number, currency = 'CNY') => ({
    account,
    ordered_at,
    amount,
    currency,
    status: 'confirmed',
  })
  const account = [{ name: 'Acme' }, { name: 'Bolt' }]
  const kept = [order('Acme', '2025-02-01', 100), order('Acme', '2026-02-01', 80)]
  const retention = { values: [{ metric: 'net_revenue_retention' }], period: { from: '2026-01-01', to: '2026-03-31' } }
  const refusal = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'] } }
  // Of another time, or of a customer who was none a year before: 80 of 100.
  const elsewhere = [order('Acme', '2025-06-01', 7, 'USD'), order('Bolt', '2026-02-01', 9, 'USD')]
  expect(await answers({ account, order: [...kept, ...elsewhere] }, retention)).toEqual([[[0.8, 0]]])
  await expect(answers({ account, order: [...kept, order('Acme', '2026-03-01', 7, 'USD')] }, retention)).rejects.toMatchObject(refusal)
  await expect(answers({ account, order: [...kept, order('Bolt', '2025-03-01', 7, 'USD')] }, retention)).rejects.toMatchObject(refusal)
})
