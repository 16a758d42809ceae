import type { MetricDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

/** The same days a year earlier. */
const yearBefore = (day: string): string => dialect.calendar.dayAfterMonths(day, -12)
const bought = (from: string, to: string): string =>
  `exists (select 1 from mart.purchase p where p.account_id = f.id and p.purchased_day > ${from} and p.purchased_day <= ${to})`
const revenue = (from: string, to: string): string =>
  `coalesce((select sum(p.amount_reporting) from mart.purchase p where p.account_id = f.id and p.purchased_day >= ${from} and p.purchased_day <= ${to}), 0)`

/** A total over buckets that no period bounds begins with time: nothing comes before it, and no year earlier is like it. */
const hasBeginning = 'b.start_day > -1000000'
const now = revenue('b.start_day', 'b.as_of_day')
const before = revenue(yearBefore('b.start_day'), yearBefore('b.as_of_day'))
const customers = { fact: 'customer', on: 'first_purchased', snapshot: true } as const
const known: PartDefinition = { ...customers, count: 'rows', where: `${hasBeginning} and ${before} > 0` }
const money = (sum: string): PartDefinition => ({ ...customers, sum, where: `${hasBeginning} and ${before} > 0` })
const hasUnrated = (from: string, to: string): string =>
  `exists (select 1 from mart.purchase p where p.account_id = f.id and p.purchased_day >= ${from} and p.purchased_day <= ${to} and p.amount is not null and p.amount_reporting is null)`
const unratedThen = hasUnrated(yearBefore('b.start_day'), yearBefore('b.as_of_day'))
/** Money of then that no rate converts may make or unmake a base, that of now counts where there is one; other days don't matter. */
const rated: PartDefinition = {
  ...customers,
  sum: '0',
  money: true,
  where: `${hasBeginning} and (${before} > 0 or ${unratedThen})`,
  unrated: `${unratedThen} or (${before} > 0 and ${hasUnrated('b.start_day', 'b.as_of_day')})`,
}
const start = bought('b.start_day - 1 - {days}', 'b.start_day - 1')

const base = {
  group: 'customer',
  unit: 'percent',
  type: 'double',
  additivity: 'ratio',
  needsPeriod: true,
  params: [],
  dateBasis: { zh: '期间', en: 'Period' },
} as const
const needs = ['opportunity.account|order.account', 'opportunity.status|opportunity.stage|order']

export const retentionMetrics: readonly MetricDefinition[] = [
  {
    ...base,
    id: 'logo_churn_rate',
    label: { zh: '客户流失率', en: 'Customer churn' },
    direction: 'up-is-bad',
    params: [{ id: 'days', label: { zh: '天数', en: 'Days' }, default: 365 }],
    definition: {
      zh: '期初前 N 天内有购买的客户中，期末前 N 天内没有购买的比例。',
      en: 'Of the customers who bought within N days before the period, the share that did not buy within the last N days of it.',
    },
    formula: {
      parts: {
        lost: { ...customers, count: 'rows', where: `${start} and not ${bought('b.as_of_day - {days}', 'b.as_of_day')}` },
        start: { ...customers, count: 'rows', where: start },
      },
      value: '{lost} / nullif({start}, 0)',
      population: 'start',
      numerator: 'lost',
    },
    needs,
  },
  {
    ...base,
    id: 'net_revenue_retention',
    label: { zh: '净收入留存率（NRR）', en: 'Net revenue retention' },
    direction: 'up-is-good',
    definition: {
      zh: '上年同期有购买的客户：本期购买额 ÷ 上年同期购买额；新客户不计。',
      en: 'Of customers who bought in the same days a year earlier: their purchases now ÷ their purchases then; new customers are left out.',
    },
    formula: {
      parts: { kept: money(now), before: money(before), customers: known, rated },
      value: dialect.ratio('{kept}', '{before}'),
      population: 'customers',
    },
    needs,
  },
  {
    ...base,
    id: 'gross_revenue_retention',
    label: { zh: '毛收入留存率（GRR）', en: 'Gross revenue retention' },
    direction: 'up-is-good',
    definition: {
      zh: '同净收入留存率，但每个客户最多计到其上年同期的购买额。',
      en: 'The same, each customer counting no more than it bought then.',
    },
    formula: {
      parts: { kept: money(`least(${now}, ${before})`), before: money(before), customers: known, rated },
      value: dialect.ratio('{kept}', '{before}'),
      population: 'customers',
    },
    needs,
  },
]
