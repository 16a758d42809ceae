import type { Formula, MetricDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

/** Days from a won deal's lead to its winning. */
export const daysToWin = (of: string): string =>
  `${of}.closed_day - ${dialect.calendar.day(dialect.calendar.secondsBefore(`${of}.closed_at`, `${of}.lead_to_won_seconds`))}`

export const lagParam: MetricDefinition['params'][number] = {
  id: 'lag',
  label: { zh: '滞后（天）', en: 'Lag (days)' },
  default: 'median',
  word: {
    text: 'median',
    means: {
      sql: `(select ${dialect.cast(`coalesce(round(${dialect.among.quantile(daysToWin('o'), 0.5)}), 0)`, 'integer')}
        from mart.opportunity o where o.status = 'won' and o.lead_to_won_seconds is not null)`,
    },
  },
}

/** Kinds of spend that are salaries and tools, not a programme; a pattern over lower case. */
export const staffKinds = 'salar|wage|payroll|staff|tool|software|licen|工资|薪|人力|工具|软件'
export const programme = `not ${dialect.text.matches("coalesce(f.kind, '')", `'${staffKinds}'`)}`
const isPaid = 'f.channel_ref in (select c.ref from mart.channel c where c.is_paid)'

/** The parts of a cost of winning customers: spend moved by the lag, and the customers it won. */
export function acquisitionParts(
  kinds: string | null,
  paid: boolean,
): { readonly spend: PartDefinition; readonly customers: PartDefinition } {
  const where = [...(kinds === null ? [] : [kinds]), ...(paid ? [isPaid] : [])].join(' and ')
  const spend: PartDefinition = {
    fact: 'spend',
    on: 'spent',
    lag: 'lag',
    sum: 'f.amount_reporting',
    money: true,
    ...(where === '' ? {} : { where }),
  }
  const customers: PartDefinition = {
    fact: 'purchase',
    on: 'purchased',
    count: 'rows',
    where: paid ? `f.sequence = 1 and ${isPaid}` : 'f.sequence = 1',
  }
  return { spend, customers }
}

function acquisition(kinds: string | null, paid: boolean): Formula {
  return { parts: acquisitionParts(kinds, paid), value: dialect.ratio('{spend}', '{customers}'), population: 'customers' }
}

const base = {
  group: 'acquisition',
  unit: 'money',
  type: 'double',
  direction: 'up-is-bad',
  additivity: 'ratio',
  needsPeriod: true,
  dateBasis: { zh: '首次购买日期，投入前移滞后天数', en: 'First purchase; spend moved by the lag' },
  params: [lagParam],
} as const
const needs = ['spend', 'spend.amount', 'opportunity.account|order.account', 'opportunity.status|opportunity.stage|order']

export const acquisitionMetrics: readonly MetricDefinition[] = [
  {
    ...base,
    id: 'cac_paid',
    label: { zh: '付费获客成本', en: 'Paid CAC' },
    definition: {
      zh: '付费渠道的推广投入（不含人力与工具，前移滞后天数）÷ 经付费渠道首次购买的客户；默认滞后为线索到成交周期的中位数。',
      en: 'Programme spend of paid channels (no salaries or tools), moved by the lag ÷ new customers through paid channels; the lag is the median of lead to won unless given.',
    },
    formula: acquisition(programme, true),
    needs: [...needs, 'channel.is_paid'],
  },
  {
    ...base,
    id: 'cac_blended',
    label: { zh: '综合获客成本', en: 'Blended CAC' },
    definition: {
      zh: '全部推广投入（不含人力与工具，前移滞后天数）÷ 全部新客户。',
      en: 'All programme spend (no salaries or tools), moved by the lag ÷ all new customers.',
    },
    formula: acquisition(programme, false),
    needs,
  },
  {
    ...base,
    id: 'cac_loaded',
    label: { zh: '全成本获客成本', en: 'Fully loaded CAC' },
    definition: {
      zh: '全部投入（含人力与工具，前移滞后天数）÷ 全部新客户。',
      en: 'All spend, salaries and tools too, moved by the lag ÷ all new customers.',
    },
    formula: acquisition(null, false),
    needs,
  },
]
