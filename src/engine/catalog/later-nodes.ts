import type { Link, NodeDefinition, NodeId } from './definition.ts'
import { account, amount, campaign, channel, currency, dates, day, moment, number, opportunity, owner } from './node-parts.ts'

const order: Link = { to: 'order', from: 'order_id', key: 'id' }
const contract: Link = { to: 'contract', from: 'contract_id', key: 'id' }
const chain: readonly Link[] = [account, owner, channel, campaign, opportunity]
// Each line is of one product: the step multiplies nothing.
const product: Link = { to: 'product', from: 'product_ref', key: 'ref' }
const count = (column: string, zh: string, en: string) => ({ column, label: { zh, en }, type: 'integer' }) as const
const money = (column: string, zh: string, en: string) => ({ column, label: { zh, en }, type: 'decimal', unit: 'money' }) as const
const text = (column: string, zh: string, en: string) => ({ column, label: { zh, en }, type: 'text' }) as const
const named = [{ field: 'account.name' }, { field: 'owner.name' }] as const

const due = dates('due', '计划回款日期', 'Due', null)
const originalDue = dates('original_due', '原计划日期', 'Originally due', null)
const start = dates('start', '起算日期', 'From', null)

export type LaterNode =
  | 'expected_move'
  | 'quote'
  | 'quote_line'
  | 'order_line'
  | 'contract'
  | 'fulfilment'
  | 'invoice'
  | 'claim'
  | 'instalment'
  | 'receipt'
  | 'receivable'
  | 'ticket'

/** What stands after a deal: quotes, contracts, deliveries, what is owed and paid, service; and the moves of a deal's expected close. */
export const laterNodes: Readonly<Record<LaterNode, NodeDefinition>> = {
  expected_move: {
    id: 'expected_move',
    table: `(select s.*, s.from_day as moved_day, s.previous_close_day
      from (select *, lag(expected_close_day) over (partition by opportunity_id order by from_day nulls first, id) as previous_close_day from mart.opportunity_state) s
      where s.expected_close_day > s.previous_close_day and s.from_day is not null)`,
    entity: 'opportunity',
    stateOf: 'opportunity',
    links: [
      account,
      owner,
      channel,
      campaign,
      { to: 'stage', from: 'stage_ref', key: 'ref' },
      { to: 'pipeline', from: 'pipeline_ref', key: 'ref' },
    ],
    dates: {
      moved: { label: { zh: '改期日期', en: 'Moved' }, day: 'moved_day', month: null, moment: null },
      expected_close: dates('expected_close', '预计成交日期', 'Expected close', null),
    },
    detail: [number, text('name', '名称', 'Name'), ...named, { field: 'stage.name' }, amount, currency],
  },
  quote: {
    id: 'quote',
    table: 'mart.quote',
    entity: 'quote',
    links: chain,
    dates: { sent: dates('sent', '报价日期', 'Quote sent') },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'sent_day' },
    otherMoney: {
      deal: {
        amount: 'opportunity_amount',
        converted: 'opportunity_amount_reporting',
        currency: 'opportunity_currency',
        day: 'opportunity_rated_day',
      },
    },
    detail: [
      number,
      count('version', '版本', 'Version'),
      ...named,
      { field: 'opportunity.name' },
      { field: 'opportunity.status' },
      amount,
      currency,
      moment('sent_at', '发送时间', 'Sent'),
    ],
  },
  quote_line: {
    id: 'quote_line',
    table: 'mart.quote_line',
    entity: 'quote_line',
    links: [...chain, product],
    dates: { sent: dates('sent', '报价日期', 'Quote sent') },
    money: { amount: 'net', converted: 'net_reporting', currency: 'currency', day: 'sent_day' },
    detail: [
      number,
      { field: 'product.name' },
      ...named,
      { column: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'decimal' },
      money('list_reporting', '标准价金额', 'At list price'),
      money('net_reporting', '报价金额', 'At quoted price'),
      moment('sent_at', '发送时间', 'Sent'),
    ],
  },
  order_line: {
    id: 'order_line',
    table: 'mart.order_line',
    entity: 'order_line',
    links: [...chain, order, product],
    dates: { ordered: dates('ordered', '下单日期', 'Ordered') },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'ordered_day' },
    detail: [
      { field: 'product.name' },
      ...named,
      { column: 'quantity', label: { zh: '数量', en: 'Quantity' }, type: 'decimal' },
      money('list_reporting', '标准价金额', 'At list price'),
      money('amount_reporting', '金额', 'Amount'),
      moment('ordered_at', '下单时间', 'Ordered'),
    ],
  },
  contract: {
    id: 'contract',
    table: 'mart.contract',
    entity: 'contract',
    links: chain,
    dates: { signed: dates('signed', '签订日期', 'Signed') },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'signed_day' },
    detail: [number, ...named, text('status', '合同状态', 'Status'), amount, currency, moment('signed_at', '签订日期', 'Signed')],
  },
  fulfilment: {
    id: 'fulfilment',
    table: 'mart.fulfilment',
    entity: 'delivery',
    links: [...chain, { to: 'order', from: 'id', key: 'id' }],
    dates: {
      accepted: dates('accepted', '验收日期', 'Accepted'),
      judged: { label: { zh: '验收或承诺日期', en: 'Accepted, else promised' }, day: 'judged_day', month: null, moment: null },
    },
    detail: [
      number,
      ...named,
      moment('ordered_at', '下单时间', 'Ordered'),
      day('promised_on', '承诺交付日期', 'Promised'),
      moment('accepted_at', '验收时间', 'Accepted'),
      { column: 'is_in_full', label: { zh: '足量', en: 'In full' }, type: 'boolean' },
    ],
  },
  invoice: {
    id: 'invoice',
    table: 'mart.invoice',
    entity: 'invoice',
    links: [...chain, order, contract],
    dates: { issued: dates('issued', '开票日期', 'Issued', null) },
    money: { amount: 'gross', converted: 'gross_reporting', currency: 'currency', day: 'issued_day' },
    detail: [
      number,
      text('kind', '发票类型', 'Kind'),
      ...named,
      { column: 'net', label: { zh: '不含税金额', en: 'Net' }, type: 'decimal', unit: 'money' },
      { column: 'gross', label: { zh: '价税合计', en: 'Gross' }, type: 'decimal', unit: 'money' },
      currency,
      day('issued_on', '开票日期', 'Issued'),
      day('due_on', '到期日期', 'Due'),
    ],
  },
  claim: {
    id: 'claim',
    table: 'mart.claim',
    entity: 'invoice',
    links: [...chain, order, contract],
    dates: { start, due },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'start_day' },
    detail: [number, ...named, amount, currency, day('start_on', '起算日期', 'From'), day('due_on', '到期日期', 'Due')],
  },
  instalment: {
    id: 'instalment',
    table: 'mart.instalment',
    entity: 'instalment',
    links: [...chain, order, contract],
    dates: { due, original_due: originalDue },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'original_due_day' },
    otherMoney: { current: { amount: 'amount', converted: 'current_amount_reporting', currency: 'currency', day: 'due_day' } },
    detail: [
      number,
      ...named,
      text('condition', '回款条件', 'Condition'),
      amount,
      currency,
      day('original_due_on', '原计划日期', 'Originally due'),
      day('due_on', '计划回款日期', 'Due'),
    ],
  },
  receipt: {
    id: 'receipt',
    table: 'mart.receipt',
    entity: 'instalment',
    stateOf: 'instalment',
    links: [...chain, order, contract],
    dates: {
      due,
      original_due: originalDue,
      received: { label: { zh: '回款日期', en: 'Received' }, day: 'received_day', month: null, moment: null },
    },
    money: { amount: 'counted', converted: 'counted_reporting', currency: 'currency', day: 'original_due_day' },
    otherMoney: { current: { amount: 'counted', converted: 'current_counted_reporting', currency: 'currency', day: 'due_day' } },
    detail: [number, ...named, money('counted', '回款金额', 'Amount'), currency],
  },
  receivable: {
    id: 'receivable',
    table: 'mart.receivable',
    entity: 'invoice',
    stateOf: 'claim',
    links: [...chain, order, contract],
    dates: { start, due },
    money: { amount: 'balance', converted: 'balance_reporting', currency: 'currency', day: 'start_day' },
    detail: [
      number,
      ...named,
      amount,
      money('balance', '未收金额', 'Open'),
      currency,
      day('start_on', '起算日期', 'From'),
      day('due_on', '到期日期', 'Due'),
    ],
  },
  ticket: {
    id: 'ticket',
    table: 'mart.ticket',
    entity: 'ticket',
    links: [account, owner, channel, campaign],
    dates: { opened: dates('opened', '创建日期', 'Opened'), solved: dates('solved', '解决日期', 'Solved') },
    detail: [
      number,
      { field: 'ticket.kind' },
      { field: 'ticket.priority' },
      { field: 'account.name' },
      { field: 'owner.name' },
      moment('opened_at', '创建时间', 'Opened'),
      moment('first_reply_at', '首次回复时间', 'First reply'),
      moment('solved_at', '解决时间', 'Solved'),
    ],
  },
} satisfies Partial<Record<NodeId, NodeDefinition>>
