import type { Formula, MetricDefinition, PartDefinition } from './definition.ts'
import { createdDeals, ownerParam, wonDeals, wonMoney } from './deal-parts.ts'
import { invoicedMoney, orderMoney, received, signedMoney } from './money-parts.ts'
import { levelParam, targetMoney, type TargetMeasure } from './target-part.ts'
import type { LocalText } from '../../contract/text.ts'
import { dialect } from '../dialect/in-use.ts'

const ordered = { zh: '下单日期', en: 'Ordered' }
const spent = { zh: '投入日期', en: 'Spend day' }
const period = { zh: '期间', en: 'Period' }
const confirmed = 'f.is_confirmed'

const spending: PartDefinition = { fact: 'spend', on: 'spent', sum: 'f.amount_reporting', money: true }
const orders: PartDefinition = { fact: 'order', on: 'ordered', count: 'rows', where: confirmed }
// What has a cost that no rate converts stays in, so that it is refused instead of left out.
const unrated = 'f.unrated_margin is not null'
const withCost = {
  fact: 'order',
  on: 'ordered',
  money: true,
  unrated,
  where: `${confirmed} and (f.margin_reporting is not null or ${unrated})`,
} as const
const margin: PartDefinition = { ...withCost, sum: 'f.margin_reporting' }
const costed: PartDefinition = { ...withCost, sum: 'f.costed_reporting' }

const money = { unit: 'money', type: 'decimal', additivity: 'additive', params: [] } as const
const ratio = { unit: 'percent', type: 'double', additivity: 'ratio', direction: 'up-is-good', params: [] } as const

function costPer(
  id: string,
  zh: string,
  en: string,
  of: { zh: string; en: string },
  unit: PartDefinition,
  needs: readonly string[],
): MetricDefinition {
  return {
    ...ratio,
    id,
    group: 'spend',
    unit: 'money',
    direction: 'up-is-bad',
    dateBasis: spent,
    label: { zh, en },
    definition: {
      zh: `渠道投入 ÷ ${of.zh}；没有投入的渠道也计入分母。`,
      en: `Spend ÷ ${of.en}; channels without spend count in the denominator.`,
    },
    formula: { parts: { spend: spending, unit }, value: dialect.ratio('{spend}', '{unit}'), population: 'unit' },
    needs: ['spend', ...needs],
  }
}

const newLeads: PartDefinition = { fact: 'lead', on: 'created', count: 'rows' }

/** What a target can be held against; the parameter's value, the measure its targets carry, and what is counted. */
const bases: readonly { id: string; label: LocalText; measure: TargetMeasure; actual: PartDefinition; isCount?: true }[] = [
  { id: 'won', label: { zh: '赢单金额', en: 'Won value' }, measure: 'won_value', actual: wonMoney },
  { id: 'contract', label: { zh: '合同签订', en: 'Contracts signed' }, measure: 'contract_value', actual: signedMoney },
  { id: 'order', label: { zh: '订单', en: 'Orders' }, measure: 'order_value', actual: orderMoney },
  { id: 'invoice', label: { zh: '开票（不含税）', en: 'Invoiced, net of tax' }, measure: 'invoiced_amount', actual: invoicedMoney },
  { id: 'cash', label: { zh: '回款', en: 'Cash' }, measure: 'received_amount', actual: received },
  { id: 'won-count', label: { zh: '赢单数', en: 'Won deals' }, measure: 'won_count', actual: wonDeals, isCount: true },
  { id: 'lead-count', label: { zh: '新增线索数', en: 'New leads' }, measure: 'lead_count', actual: newLeads, isCount: true },
]

const targetCases = Object.fromEntries(
  bases.map(({ id, measure, isCount }): [string, Formula] => [
    id,
    { parts: { target: targetMoney(measure, true) }, population: 'target', ...(isCount === true ? { unit: 'count' as const } : {}) },
  ]),
)
const attainmentCases = Object.fromEntries(
  bases.map(({ id, measure, actual }): [string, Formula] => [
    id,
    {
      parts: { actual, target: targetMoney(measure, true) },
      value: dialect.ratio('coalesce({actual}, 0)', '{target}'),
      population: 'actual',
    },
  ]),
)

export const moneyMetrics: readonly MetricDefinition[] = [
  {
    ...money,
    id: 'spend',
    group: 'spend',
    label: { zh: '渠道投入', en: 'Spend' },
    dateBasis: spent,
    direction: 'neutral',
    definition: { zh: '期内记账的渠道投入合计。', en: 'Sum of channel spend booked in the period.' },
    formula: { parts: { spend: spending }, population: 'spend' },
    needs: ['spend'],
  },
  costPer(
    'cost_per_lead',
    '单条线索成本',
    'Cost per lead',
    { zh: '新增线索数', en: 'new leads' },
    { fact: 'lead', on: 'created', count: 'rows' },
    ['lead'],
  ),
  costPer(
    'cost_per_mql',
    '单个 MQL 成本',
    'Cost per MQL',
    { zh: 'MQL 数', en: 'MQLs' },
    { fact: 'lead', on: 'mql', count: 'rows', where: 'f.mql_at is not null' },
    ['lead', 'lead.mql_at'],
  ),
  costPer(
    'cost_per_sql',
    '单个 SQL 成本',
    'Cost per SQL',
    { zh: 'SQL 数', en: 'SQLs' },
    { fact: 'lead', on: 'sql', count: 'rows', where: 'f.sql_at is not null' },
    ['lead', 'lead.sql_at'],
  ),
  costPer('cost_per_opportunity', '单个商机成本', 'Cost per opportunity', { zh: '新增商机数', en: 'new opportunities' }, createdDeals, [
    'opportunity',
  ]),
  costPer(
    'cost_per_customer',
    '单个客户成本',
    'Cost per customer',
    { zh: '新客户数', en: 'new customers' },
    { fact: 'purchase', on: 'purchased', count: 'rows', where: 'f.sequence = 1' },
    ['opportunity.account|order.account'],
  ),
  {
    id: 'order_count',
    group: 'order',
    label: { zh: '订单数', en: 'Orders' },
    dateBasis: ordered,
    unit: 'count',
    type: 'integer',
    direction: 'up-is-good',
    additivity: 'additive',
    params: [],
    definition: {
      zh: '期内下达的已确认订单，不含草稿、报价与取消的。',
      en: 'Confirmed orders of the period: no drafts, quotations or cancelled ones.',
    },
    formula: { parts: { orders }, population: 'orders' },
    needs: ['order'],
  },
  {
    ...money,
    id: 'order_value',
    group: 'order',
    label: { zh: '订单额', en: 'Order value' },
    dateBasis: ordered,
    direction: 'up-is-good',
    definition: { zh: '期内已确认订单的金额合计。', en: 'Sum of the amounts of confirmed orders of the period.' },
    formula: { parts: { amount: orderMoney }, population: 'amount' },
    needs: ['order', 'order.amount|order_line.amount'],
  },
  {
    ...money,
    id: 'gross_margin',
    group: 'order',
    label: { zh: '毛利', en: 'Gross margin' },
    dateBasis: ordered,
    direction: 'up-is-good',
    definition: { zh: '期内已确认且有成本的订单的金额减成本。', en: 'Amount less cost of confirmed orders that state a cost.' },
    formula: { parts: { margin }, population: 'margin' },
    needs: ['order', 'order.cost|order_line.cost|product_cost.cost'],
  },
  {
    ...ratio,
    id: 'gross_margin_rate',
    group: 'order',
    label: { zh: '毛利率', en: 'Gross margin rate' },
    dateBasis: ordered,
    definition: { zh: '毛利 ÷ 同一批订单的金额。', en: 'Gross margin ÷ the amount of the same orders.' },
    formula: {
      parts: { margin, amount: costed },
      value: dialect.ratio('{margin}', '{amount}'),
      population: 'amount',
    },
    needs: ['order', 'order.cost|order_line.cost|product_cost.cost'],
  },
  {
    ...money,
    id: 'received_amount',
    group: 'payment',
    label: { zh: '回款额', en: 'Money received' },
    dateBasis: { zh: '回款日期', en: 'Received' },
    direction: 'up-is-good',
    definition: {
      zh: '期内收到的款项合计，退款为负；作废与草稿不计入。',
      en: 'Sum of payments received in the period; refunds are negative, void ones and drafts are left out.',
    },
    formula: { parts: { amount: received }, population: 'amount' },
    needs: ['payment', 'payment.amount'],
  },
  {
    ...money,
    id: 'target_value',
    group: 'target',
    label: { zh: '目标', en: 'Target' },
    dateBasis: period,
    direction: 'neutral',
    needsPeriod: true,
    params: [targetParam(), levelParam],
    definition: {
      zh: '期内开始的目标合计；个人、团队、公司目标只取最细的一层。',
      en: 'Sum of targets whose period starts in the period; of owner, team and company targets only the finest level is summed.',
    },
    formula: { by: ['basis'], cases: targetCases },
    needs: ['target'],
  },
  {
    ...ratio,
    id: 'attainment_rate',
    group: 'target',
    label: { zh: '完成率', en: 'Attainment' },
    dateBasis: period,
    needsPeriod: true,
    params: [targetParam(), levelParam, ownerParam],
    definition: {
      zh: '期内赢单金额 ÷ 期内目标；口径也可取合同、订单、开票、回款、赢单数或线索数。',
      en: 'Won value of the period ÷ its target; or contracts, orders, invoices, cash, won deals or leads.',
    },
    formula: { by: ['basis'], cases: attainmentCases },
    needs: ['target'],
  },
]

function targetParam(): MetricDefinition['params'][number] {
  return {
    id: 'basis',
    label: { zh: '口径', en: 'Basis' },
    default: 'won',
    choices: bases.map(({ id, label }) => ({ value: id, label })),
  }
}
