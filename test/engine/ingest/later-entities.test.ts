import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FileOutcome } from '../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from './import-fixture.ts'
import type { TestWorkspace } from './import-fixture.ts'
import { load } from './load-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace.database.close())

const rows = async (sql: string): Promise<Record<string, unknown>[]> => await workspace.database.rows(sql)

async function importText(files: Readonly<Record<string, string>>): Promise<FileOutcome[]> {
  const uploads = []
  for (const [name, text] of Object.entries(files)) uploads.push(await uploadText(workspace, name, text))
  return [...(await load(workspace, uploads)).files]
}

const counts = (files: readonly FileOutcome[]) =>
  files.map(({ recognisedAs, loaded, updated, unchanged, quarantined }) => [recognisedAs, loaded, updated, unchanged, quarantined])

const deals =
  'Deal ID,Deal Name,Account Name,Deal Stage,Amount,Create Date\nD1,Pump line,Acme,Closed Won,100,2025-01-01\nD2,Valve line,Beta,Proposal,200,2025-01-02\n'

it('keeps a Chinese chain from quote to allocation, and resolves what names what', async () => {
  const files = await importText({
    'deals.csv': deals,
    '报价单.csv': '报价单编号,商机编号,版本,报价状态,报价日期,有效期至,报价金额\nQ1,D1,1,已接受,2025-01-10,2025-02-10,"1,000.50"\n',
    '报价单明细.csv': '报价单编号,产品名称,数量,标准单价,报价单价\nQ1,Pump,2,600,500.25\n',
    '合同.csv':
      '合同编号,商机编号,客户名称,签订日期,合同金额,合同状态\nK1,D1,Acme,2025年1月20日,1000,执行中\nK2,,Beta,2025-02-01,700,已作废\n',
    '销售订单.csv': '订单编号,合同编号,客户名称,下单日期,订单金额\nO1,K1,Acme,2025-01-21,1000\n',
    '发货单.csv': '发货单编号,订单编号,承诺交付日期,发货日期,签收日期,是否足量\nF1,O1,2025-02-01,2025-01-28,2025-02-02 09:30,是\n',
    '回款计划.csv': '合同编号,期次,计划回款日期,计划回款金额\nK1,首付,2025-02-10,400\nK1,尾款,2025-03-10,600\n',
    '发票.csv':
      '发票号,客户名称,合同编号,发票类型,开票日期,到期日期,不含税金额,税额,价税合计\nV1,Acme,K1,蓝字发票,2025-02-01,2025-02-10,353.98,46.02,400\nV2,Acme,K1,红字发票,2025-02-20,,-88.5,-11.5,-100\n',
    '回款.csv': '回款编号,客户名称,合同编号,回款日期,回款金额\nP1,Acme,K1,2025-02-11,400\n',
    '核销.csv': '回款编号,发票号,核销金额\nP1,V1,400\n',
    '工单.csv':
      '工单编号,客户名称,工单类型,优先级,创建时间,首次回复时间,解决时间,满意度\nT1,Acme,故障,高,2025-03-01 09:00,2025-03-01 09:20,2025-03-02 09:00,4\nT2,Acme,咨询,低,2025-03-03 10:00,,,\n',
  })
  expect(counts(files)).toEqual([
    ['opportunity', 2, 0, 0, 0],
    ['quote', 1, 0, 0, 0],
    ['quote_line', 1, 0, 0, 0],
    ['contract', 2, 0, 0, 0],
    ['order', 1, 0, 0, 0],
    ['delivery', 1, 0, 0, 0],
    ['instalment', 2, 0, 0, 0],
    ['invoice', 2, 0, 0, 0],
    ['payment', 1, 0, 0, 0],
    ['payment_allocation', 1, 0, 0, 0],
    ['ticket', 2, 0, 0, 0],
  ])
  const [account] = await rows(`select ref from mart.account where name = 'Acme' limit 1`)
  const acme = account?.['ref']
  const id = async (table: string, key: string): Promise<unknown> =>
    (await rows(`select id from model."${table}" where source_id = '${key}'`))[0]?.['id']
  expect(await rows('select opportunity_id, version, amount::double as amount, sent_at, valid_until from mart.quote')).toEqual([
    {
      opportunity_id: await id('opportunity', 'D1'),
      version: 1,
      amount: 1000.5,
      sent_at: '2025-01-10 00:00:00',
      valid_until: '2025-02-10',
    },
  ])
  expect(
    await rows('select quote_id, quantity::integer as quantity, list_price::double as list, net_price::double as net from mart.quote_line'),
  ).toEqual([{ quote_id: await id('quote', 'Q1'), quantity: 2, list: 600, net: 500.25 }])
  expect(await rows('select source_id, account_ref, is_valid, signed_at from mart.contract order by source_id')).toMatchObject([
    { source_id: 'K1', account_ref: acme, is_valid: true, signed_at: '2025-01-20 00:00:00' },
    { source_id: 'K2', is_valid: false },
  ])
  expect(await rows('select order_id, account_ref, promised_on, shipped_at, accepted_at, in_full from mart.delivery')).toEqual([
    {
      order_id: await id('order', 'O1'),
      account_ref: acme,
      promised_on: '2025-02-01',
      shipped_at: '2025-01-28 00:00:00',
      accepted_at: '2025-02-02 09:30:00',
      in_full: true,
    },
  ])
  expect(await rows('select contract_id, account_ref, due_on, amount::integer as amount from mart.instalment order by due_on')).toEqual([
    { contract_id: await id('contract', 'K1'), account_ref: acme, due_on: '2025-02-10', amount: 400 },
    { contract_id: await id('contract', 'K1'), account_ref: acme, due_on: '2025-03-10', amount: 600 },
  ])
  expect(
    await rows('select kind, net::double as net, tax::double as tax, gross::double as gross, due_on from mart.invoice order by source_id'),
  ).toEqual([
    { kind: 'invoice', net: 353.98, tax: 46.02, gross: 400, due_on: '2025-02-10' },
    { kind: 'credit_note', net: -88.5, tax: -11.5, gross: -100, due_on: null },
  ])
  const [firstDue] = await rows("select id from mart.instalment where due_on = '2025-02-10'")
  expect(
    await rows(
      'select payment_id, entity, claim_id, matching, amount::integer as amount from mart.receipt where is_default order by entity',
    ),
  ).toEqual([
    { payment_id: await id('payment', 'P1'), entity: 'instalment', claim_id: firstDue?.['id'], matching: 'fifo', amount: 400 },
    { payment_id: await id('payment', 'P1'), entity: 'invoice', claim_id: await id('invoice', 'V1'), matching: 'recorded', amount: 400 },
  ])
  expect(
    await rows('select account_ref, kind, priority, opened_at, first_reply_at, solved_at, csat from mart.ticket order by opened_at'),
  ).toMatchObject([
    {
      account_ref: acme,
      kind: '故障',
      priority: '高',
      opened_at: '2025-03-01 09:00:00',
      first_reply_at: '2025-03-01 09:20:00',
      solved_at: '2025-03-02 09:00:00',
      csat: 4,
    },
    { kind: '咨询', first_reply_at: null, solved_at: null, csat: null },
  ])
})

it('knows rows without an id again by what no two of them share', async () => {
  const quotes = 'Opportunity,Version,Quote Status,Sent At,Valid Until,Quote Amount\n'
  const plan = '合同编号,期次,计划回款日期,计划回款金额\n'
  const first = await importText({
    'deals.csv': deals,
    'quotes.csv': `${quotes}Pump line,1,Sent,2025-01-05,2025-02-05,100\nPump line,2,Sent,2025-01-09,2025-02-09,90\n`,
    '回款计划.csv': `${plan}K1,首付,2025-02-10,400\nK1,尾款,2025-03-10,600\n`,
  })
  expect(counts(first).slice(1)).toEqual([
    ['quote', 2, 0, 0, 0],
    ['instalment', 2, 0, 0, 0],
  ])
  expect(await rows('select distinct opportunity from model.quote')).toEqual([{ opportunity: 'D1' }])
  const again = await importText({
    'quotes.csv': `${quotes}Pump line,1,Rejected,2025-01-05,2025-02-05,100\nPump line,2,Sent,2025-01-09,2025-02-09,90\n`,
    '回款计划.csv': `${plan}K1,首付,2025-02-10,400\nK1,尾款,2025-04-10,600\n`,
  })
  expect(counts(again)).toEqual([
    ['quote', 0, 1, 1, 0],
    ['instalment', 0, 1, 1, 0],
  ])
})

it('puts rows aside that say nothing: no deal behind a contact, no amount in a plan, no payment behind an allocation', async () => {
  const files = await importText({
    'opportunity contacts.csv': 'Opportunity ID,Contact ID,Role\nD1,C1,Buyer\n,C2,Buyer\n',
    '回款计划.csv': '回款计划编号,合同编号,计划回款日期,计划回款金额\nI1,K1,2025-02-10,400\nI2,K1,2025-03-10,\n',
    'allocations.csv': 'Payment ID,Invoice ID,Allocated Amount\nP1,V1,10\n,V2,20\n',
  })
  expect(counts(files)).toEqual([
    ['opportunity_contact', 1, 0, 0, 1],
    ['instalment', 1, 0, 0, 1],
    ['payment_allocation', 1, 0, 0, 1],
  ])
})

it('gives a deal without a channel that of its account’s first touch, and loads touches that come later', async () => {
  await importText({ 'deals.csv': deals })
  expect(await rows('select count(channel_ref) as named from mart.opportunity')).toEqual([{ named: 0 }])
  const [touches] = await importText({
    'touches.csv':
      'Touch Date,Account Name,Channel,Touch Type\n2024-12-20 10:00,Acme,Website,form\n2024-12-01 10:00,ACME,Trade Fair,visit\n2024-11-01 10:00,Gamma,Search,click\n',
  })
  expect([touches?.recognisedAs, touches?.loaded]).toEqual(['touch', 3])
  expect(
    await rows(
      'select o.name, c.name as channel from mart.opportunity o left join mart.channel c on c.ref = o.channel_ref order by o.name',
    ),
  ).toEqual([
    { name: 'Pump line', channel: 'Trade Fair' },
    { name: 'Valve line', channel: null },
  ])
})
