import { dsoCases } from './days-outstanding.ts'
import type { Formula, MetricDefinition, ParamDefinition, PartDefinition } from './definition.ts'
import { received } from './money-parts.ts'
import { openOf, planNotes, type ClaimSource } from './receivable-parts.ts'
import { dialect } from '../dialect/in-use.ts'

const plans = {
  original: { on: 'original_due', money: 'f.amount_reporting', paid: 'f.counted_reporting', rated: { money: true } },
  current: {
    on: 'due',
    money: 'f.current_amount_reporting',
    paid: 'f.current_counted_reporting',
    rated: { money: true, moneyOf: 'current' },
  },
} as const
type Plan = keyof typeof plans
const planParam: ParamDefinition = {
  id: 'plan',
  label: { zh: '计划', en: 'Plan' },
  default: 'original',
  choices: [
    { value: 'original', label: { zh: '原计划日期', en: 'Original due dates' } },
    { value: 'current', label: { zh: '现计划日期', en: 'Current due dates' } },
  ],
}
const matchingParam: ParamDefinition = {
  id: 'matching',
  label: { zh: '核销', en: 'Matching' },
  default: 'recorded',
  choices: [
    { value: 'recorded', label: { zh: '按核销记录，没有时先到期先核销', en: 'As recorded, else oldest due first' } },
    { value: 'fifo', label: { zh: '先到期先核销', en: 'Oldest due first' } },
  ],
}
const matched = "(({matching} = 'recorded' and f.is_default) or ({matching} = 'fifo' and f.matching = 'fifo'))"
const settled = "case when {matching} = 'fifo' then f.fifo_settled_day else f.settled_day end"
const sourceParam: ParamDefinition = {
  id: 'from',
  label: { zh: '来源', en: 'From' },
  default: 'invoices',
  choices: [
    { value: 'invoices', label: { zh: '发票（没有时按回款计划）', en: 'Invoices, else the payment plan' } },
    { value: 'plan', label: { zh: '回款计划', en: 'The payment plan' } },
  ],
}

const planned = (plan: Plan, where?: string): PartDefinition => ({
  fact: 'instalment',
  on: plans[plan].on,
  sum: plans[plan].money,
  ...plans[plan].rated,
  ...(where === undefined ? {} : { where }),
})
const fallen = (plan: Plan): string => `f.${plans[plan].on}_day <= {as_of}`
const instalments = (plan: Plan, where: string): PartDefinition => ({ fact: 'instalment', on: plans[plan].on, count: 'rows', where })

function collection(variant: 'period' | 'cohort', plan: Plan): Formula {
  const collected: PartDefinition = {
    fact: 'receipt',
    on: plans[plan].on,
    sum: plans[plan].paid,
    ...plans[plan].rated,
    where: `f.entity = 'instalment' and f.received_day <= {as_of} and ${fallen(plan)} and ${matched}`,
  }
  return {
    parts: { received: variant === 'period' ? received : collected, due: planned(plan, fallen(plan)), n: instalments(plan, fallen(plan)) },
    value: dialect.ratio('coalesce({received}, 0)', '{due}'),
    population: 'n',
  }
}

function onTime(by: 'instalment' | 'amount', plan: Plan): Formula {
  const day = `f.${plans[plan].on}_day`
  const n = instalments(plan, fallen(plan))
  const settled_ones = instalments(plan, `${fallen(plan)} and ${settled} <= least(${day} + {grace}, {as_of})`)
  if (by === 'instalment')
    return { parts: { settled_ones, n }, value: '{settled_ones} / nullif({n}, 0)', population: 'n', numerator: 'settled_ones' }
  const paid: PartDefinition = {
    fact: 'receipt',
    on: plans[plan].on,
    sum: plans[plan].paid,
    ...plans[plan].rated,
    where: `f.entity = 'instalment' and ${fallen(plan)} and f.received_day <= least(${day} + {grace}, {as_of}) and ${matched}`,
  }
  return {
    parts: { paid, due: planned(plan, fallen(plan)), n },
    value: dialect.ratio('coalesce({paid}, 0)', '{due}'),
    population: 'n',
  }
}

const balance = (from: ClaimSource, late: boolean): Formula => {
  const where = late ? ' and f.due_day < b.as_of_day' : ''
  return { parts: { open: openOf(from, where) }, population: 'open', notes: planNotes(from) }
}

const asOf = { zh: '截至某日', en: 'As of a day' }
const money = { group: 'receivable', unit: 'money', type: 'decimal', params: [] } as const
const ratio = { group: 'receivable', unit: 'percent', type: 'double', additivity: 'ratio', direction: 'up-is-good' } as const
const planning = ['instalment', 'instalment.amount', 'instalment.due_on|instalment.original_due_on']
const owing = ['invoice|instalment', 'invoice.gross|invoice.net|instalment.amount']

export const receivableMetrics: readonly MetricDefinition[] = [
  {
    ...money,
    id: 'due_amount',
    label: { zh: '应收', en: 'Money due' },
    dateBasis: { zh: '计划回款日期', en: 'Due' },
    direction: 'neutral',
    additivity: 'additive',
    params: [planParam],
    definition: {
      zh: '回款计划中期内到期的金额合计，默认按原计划日期。',
      en: 'Sum of the instalments due in the period, by their original due dates unless asked otherwise.',
    },
    formula: {
      by: ['plan'],
      cases: {
        original: { parts: { amount: planned('original') }, population: 'amount' },
        current: { parts: { amount: planned('current') }, population: 'amount' },
      },
    },
    needs: planning,
  },
  {
    ...ratio,
    id: 'collection_rate',
    label: { zh: '回款率', en: 'Collection rate' },
    dateBasis: { zh: '回款日期与到期日期', en: 'Received, due' },
    params: [
      {
        id: 'variant',
        label: { zh: '口径', en: 'Variant' },
        default: 'period',
        choices: [
          { value: 'period', label: { zh: '期间：期内回款 ÷ 期内到期', en: 'Period: received in it ÷ due in it' } },
          { value: 'cohort', label: { zh: '同批：期内到期款项的回款', en: 'Cohort: what was paid of the money due in it' } },
        ],
      },
      planParam,
      matchingParam,
    ],
    definition: {
      zh: '期内回款 ÷ 期内已到期的应收，各按自己的日期；未到期的不计。',
      en: 'Money received ÷ money due by today, each on its own day; what is not due yet is left out.',
    },
    formula: {
      by: ['variant', 'plan'],
      cases: {
        'period original': collection('period', 'original'),
        'period current': collection('period', 'current'),
        'cohort original': collection('cohort', 'original'),
        'cohort current': collection('cohort', 'current'),
      },
    },
    needs: [...planning, 'payment', 'payment.amount'],
  },
  {
    ...ratio,
    id: 'on_time_payment_rate',
    label: { zh: '回款及时率', en: 'On-time payment rate' },
    dateBasis: { zh: '计划回款日期', en: 'Due' },
    params: [
      {
        id: 'by',
        label: { zh: '按', en: 'By' },
        default: 'instalment',
        choices: [
          { value: 'instalment', label: { zh: '期数', en: 'Instalments' } },
          { value: 'amount', label: { zh: '金额', en: 'Amount' } },
        ],
      },
      planParam,
      { id: 'grace', label: { zh: '宽限（天）', en: 'Grace (days)' }, default: 0 },
      matchingParam,
    ],
    definition: {
      zh: '期内已到期的各期款项中，在到期日（含宽限）前全部收到的比例；未收到的计为不及时。',
      en: 'Of the instalments of the period due by today, the share paid in full by the due day and its grace; unpaid ones are late.',
    },
    formula: {
      by: ['by', 'plan'],
      cases: {
        'instalment original': onTime('instalment', 'original'),
        'instalment current': onTime('instalment', 'current'),
        'amount original': onTime('amount', 'original'),
        'amount current': onTime('amount', 'current'),
      },
    },
    needs: [...planning, 'payment', 'payment.amount'],
  },
  {
    ...money,
    id: 'receivable_balance',
    label: { zh: '应收余额', en: 'Receivables' },
    dateBasis: asOf,
    direction: 'up-is-bad',
    additivity: 'semi-additive',
    params: [sourceParam],
    definition: {
      zh: '截至该日已开票（含税）未收的金额；红字发票冲减，未核销的预收另计。没有发票时按回款计划，从合同签订日起。',
      en: 'Gross invoices issued by the day less what was allocated to them; credit notes count, unallocated money stands apart. Without invoices the payment plan, from signing on.',
    },
    formula: { by: ['from'], cases: { invoices: balance('invoices', false), plan: balance('plan', false) } },
    needs: owing,
  },
  {
    ...money,
    id: 'overdue_balance',
    label: { zh: '逾期金额', en: 'Overdue' },
    dateBasis: asOf,
    direction: 'up-is-bad',
    additivity: 'semi-additive',
    params: [sourceParam],
    definition: {
      zh: '应收余额中到期日早于该日的部分。',
      en: 'The part of receivables whose due day lies before the day.',
    },
    formula: { by: ['from'], cases: { invoices: balance('invoices', true), plan: balance('plan', true) } },
    needs: owing,
  },
  {
    id: 'dso',
    group: 'receivable',
    label: { zh: '应收账款周转天数', en: 'Days sales outstanding' },
    dateBasis: { zh: '期末应收与期内开票', en: 'Balance at the end, invoiced in the period' },
    unit: 'days',
    type: 'double',
    direction: 'up-is-bad',
    additivity: 'ratio',
    needsPeriod: true,
    params: [
      {
        id: 'method',
        label: { zh: '方法', en: 'Method' },
        default: 'simple',
        choices: [
          { value: 'simple', label: { zh: '期末余额 ÷ 开票额 × 天数', en: 'Balance at the end ÷ invoiced × days' } },
          { value: 'average', label: { zh: '平均余额 ÷ 开票额 × 天数', en: 'Average of both balances ÷ invoiced × days' } },
          {
            value: 'best-possible',
            label: { zh: '未逾期余额 ÷ 开票额 × 天数', en: 'Best possible: balance not overdue ÷ invoiced × days' },
          },
          { value: 'delinquent', label: { zh: '逾期余额 ÷ 开票额 × 天数', en: 'Delinquent: overdue balance ÷ invoiced × days' } },
          { value: 'countback', label: { zh: '倒推法（自然月）', en: 'Countback, calendar months' } },
          { value: 'countback-30', label: { zh: '倒推法（每月 30 天）', en: 'Countback, months of 30 days' } },
        ],
      },
      sourceParam,
    ],
    definition: {
      zh: '期末应收余额 ÷ 期内开票额（含税，全部销售）× 期间天数；倒推法从余额中逐月减去开票额。没有发票时按回款计划。',
      en: 'Receivables at the end of the period ÷ gross invoiced in it (all sales) × its days; countback takes off month after month of invoices. Without invoices the payment plan.',
    },
    formula: { by: ['method', 'from'], cases: dsoCases },
    needs: owing,
  },
]
