import type { Formula, MetricDefinition, ParamDefinition, PartDefinition } from './definition.ts'
import { acquisitionParts, lagParam, programme } from './metrics-acquisition.ts'
import { dialect } from '../dialect/in-use.ts'

const basis: ParamDefinition = {
  id: 'basis',
  label: { zh: '价值按', en: 'Worth by' },
  default: 'margin',
  choices: [
    { value: 'margin', label: { zh: '毛利', en: 'Margin' } },
    { value: 'revenue', label: { zh: '收入', en: 'Revenue' } },
  ],
}
const cost: ParamDefinition = {
  id: 'cac',
  label: { zh: '获客成本', en: 'Cost of winning them' },
  default: 'loaded',
  choices: [
    { value: 'loaded', label: { zh: '全成本', en: 'Fully loaded' } },
    { value: 'blended', label: { zh: '综合', en: 'Blended' } },
    { value: 'paid', label: { zh: '付费渠道', en: 'Paid channels' } },
  ],
}
const money = { margin: 'f.margin_reporting', revenue: 'f.amount_reporting' } as const
const costs = { loaded: [null, false], blended: [programme, false], paid: [programme, true] } as const
const isPaid = 'f.channel_ref in (select c.ref from mart.channel c where c.is_paid)'

const customers: PartDefinition = { fact: 'purchase', on: 'purchased', count: 'rows', where: 'f.sequence = 1' }

function worth(of: keyof typeof money, conditions: readonly string[] = []): PartDefinition {
  return {
    fact: 'worth',
    on: 'first_purchased',
    sum: money[of],
    money: true,
    where: ['f.purchased_day <= {as_of}', ...conditions].join(' and '),
  }
}

const kinds = ['loaded', 'blended', 'paid'] as const

function ltvToCac(kind: keyof typeof costs): Formula {
  const [patterns, paid] = costs[kind]
  const { spend, customers: won } = acquisitionParts(patterns, paid)
  // Both stand over the same customers, so that their number falls out.
  return {
    parts: { worth: worth('margin', paid ? [isPaid] : []), spend, customers: won },
    value: dialect.ratio('{worth}', '{spend}'),
    population: 'customers',
  }
}

const longestPayback = 36

/** Places of an expression are named with letters alone: w_aa, w_ab … */
function placeOf(kind: string, month: number): string {
  return `${kind}_${String.fromCharCode(97 + Math.floor(month / 26), 97 + (month % 26))}`
}

/** Month by month the customers who have lived it to its end, and what those had brought by then. */
function payback(kind: keyof typeof costs): Formula {
  const [patterns, paid] = costs[kind]
  const { spend, customers: won } = acquisitionParts(patterns, paid)
  const lived = (day: string, month: number): string => `${dialect.calendar.wholeMonths(`f.${day}`, '({as_of} + 1)')} >= ${month}`
  const months = Array.from({ length: longestPayback }, (_, place) => place + 1)
  const only = paid ? [isPaid] : []
  const parts: Record<string, PartDefinition> = { spend, customers: won }
  for (const month of months) {
    parts[placeOf('w', month)] = worth('margin', [`f.age_month <= ${month}`, lived('first_purchased_day', month), ...only])
    parts[placeOf('c', month)] = { ...won, where: [won.where ?? 'true', lived('purchased_day', month)].join(' and ') }
  }
  const isBack = months.map(
    (month) =>
      `when ${dialect.ratio(`{${placeOf('w', month)}}`, `{${placeOf('c', month)}}`)} >= ${dialect.ratio('{spend}', '{customers}')} then ${month}`,
  )
  return { parts, value: `case ${isBack.join(' ')} end`, population: 'customers' }
}

const base = {
  group: 'acquisition',
  type: 'double',
  additivity: 'ratio',
  needsPeriod: true,
  dateBasis: { zh: '首次购买日期', en: 'First purchase' },
} as const
const buying = ['opportunity.account|order.account', 'opportunity.status|opportunity.stage|order']
const spending = ['spend', 'spend.amount']

/** What customers of a cohort are worth against what they cost [C15, C16]. */
export const worthMetrics: readonly MetricDefinition[] = [
  {
    ...base,
    id: 'ltv_cohort',
    label: { zh: '客户生命周期价值', en: 'Customer lifetime value' },
    definition: {
      zh: '期内首次购买的客户至今带来的毛利（或收入）÷ 客户数；不知道成本的购买按实测毛利率；只算已实现的，不含预测。',
      en: 'What customers who first bought in the period have brought so far, by margin or revenue ÷ their number; a purchase whose cost nobody knows takes the measured margin; nothing predicted.',
    },
    unit: 'money',
    direction: 'up-is-good',
    params: [basis],
    formula: {
      by: ['basis'],
      cases: {
        margin: {
          parts: { worth: worth('margin'), customers },
          value: dialect.ratio('{worth}', '{customers}'),
          population: 'customers',
        },
        revenue: {
          parts: { worth: worth('revenue'), customers },
          value: dialect.ratio('{worth}', '{customers}'),
          population: 'customers',
        },
      },
    },
    needs: buying,
  },
  {
    ...base,
    id: 'ltv_to_cac',
    label: { zh: 'LTV/CAC', en: 'LTV to CAC' },
    definition: {
      zh: '同一批新客户至今的毛利 ÷ 获得他们的投入（前移滞后天数）。',
      en: 'The margin that the same new customers have brought so far ÷ what it cost to win them, spend moved by the lag.',
    },
    unit: 'ratio',
    direction: 'up-is-good',
    params: [cost, lagParam],
    formula: { by: ['cac'], cases: Object.fromEntries(kinds.map((kind) => [kind, ltvToCac(kind)])) },
    needs: [...buying, ...spending],
  },
  {
    ...base,
    id: 'cac_payback_months',
    label: { zh: '获客成本回收月数', en: 'CAC payback (months)' },
    definition: {
      zh: '客均累计毛利首次不低于获客成本的客户月龄；每个月龄只看已满该月龄的客户，最多 36 个月，没有回本则无值。',
      en: 'The month of their age in which customers have on average brought the margin that it cost to win one; each month counts only customers who have lived it to its end, 36 months at most, none where it is not back yet.',
    },
    unit: 'none',
    direction: 'up-is-bad',
    params: [cost, lagParam],
    formula: { by: ['cac'], cases: Object.fromEntries(kinds.map((kind) => [kind, payback(kind)])) },
    needs: [...buying, ...spending],
  },
]
