import type { MetricDefinition, PartDefinition } from './definition.ts'
import { wonDeals } from './deal-parts.ts'

const happened = { zh: '跟进日期', en: 'Activity date' }
const purchased = { zh: '购买日期', en: 'Purchase date' }
const byPerson = '({automatic} or not f.is_automatic)'
const automatic = { id: 'automatic', label: { zh: '含自动记录', en: 'Automatic ones too' }, default: false } as const

const buyers: PartDefinition = { fact: 'purchase', on: 'purchased', count: 'distinct', of: 'f.account_id' }
const count = { unit: 'count', type: 'integer', direction: 'up-is-good', additivity: 'additive', params: [] } as const
const ratio = { unit: 'percent', type: 'double', direction: 'up-is-good', additivity: 'ratio', params: [] } as const
const buying = ['opportunity.account|order.account', 'opportunity.status|opportunity.stage|order']

export const customerMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'activity_count',
    group: 'activity',
    label: { zh: '跟进次数', en: 'Activities' },
    dateBasis: happened,
    params: [automatic],
    definition: {
      zh: '期内由人完成的跟进记录；可按参数计入自动记录。',
      en: 'Activities by people in the period; automatic ones can be added.',
    },
    formula: { parts: { activities: { fact: 'activity', on: 'happened', count: 'rows', where: byPerson } }, population: 'activities' },
    needs: ['activity'],
  },
  {
    ...ratio,
    id: 'activities_per_won_deal',
    group: 'activity',
    label: { zh: '每赢单跟进次数', en: 'Activities per won deal' },
    unit: 'ratio',
    direction: 'neutral',
    params: [automatic],
    dateBasis: { zh: '成交日期', en: 'Closed' },
    definition: { zh: '期内赢单的商机上的跟进次数 ÷ 赢单数。', en: 'Activities on the deals won in the period ÷ won deals.' },
    formula: {
      parts: {
        activities: {
          fact: 'activity',
          on: 'closed',
          via: 'opportunity',
          count: 'rows',
          where: `f.opportunity_status = 'won' and ${byPerson}`,
        },
        deals: wonDeals,
      },
      value: '{activities} / nullif({deals}, 0)',
      population: 'deals',
    },
    needs: ['activity', 'activity.opportunity', 'opportunity.status|opportunity.stage'],
  },
  {
    ...count,
    id: 'new_customer_count',
    group: 'customer',
    label: { zh: '新客户数', en: 'New customers' },
    dateBasis: purchased,
    definition: {
      zh: '期内首次购买的客户：首个已确认订单，没有订单数据时按首次赢单。',
      en: 'Customers whose first purchase was in the period: a confirmed order, or a won deal where there are no orders.',
    },
    formula: {
      parts: { customers: { fact: 'purchase', on: 'purchased', count: 'rows', where: 'f.sequence = 1' } },
      population: 'customers',
    },
    needs: buying,
  },
  {
    ...count,
    id: 'customer_count',
    group: 'customer',
    label: { zh: '购买客户数', en: 'Buying customers' },
    dateBasis: purchased,
    additivity: 'ratio',
    definition: {
      zh: '期内有购买的客户，去重；各行不可相加。',
      en: 'Distinct customers with a purchase in the period; rows never add up.',
    },
    formula: { parts: { customers: buyers }, population: 'customers' },
    needs: buying,
  },
  {
    ...ratio,
    id: 'repeat_purchase_rate',
    group: 'customer',
    label: { zh: '复购率', en: 'Repeat purchase rate' },
    dateBasis: purchased,
    definition: {
      zh: '期内有购买的客户中，当时并非首次购买的比例。',
      en: 'Of the customers with a purchase in the period, the share for whom one of them was not the first.',
    },
    formula: {
      parts: { repeat: { ...buyers, where: 'f.sequence > 1' }, customers: buyers },
      value: '{repeat} / nullif({customers}, 0)',
      population: 'customers',
      numerator: 'repeat',
    },
    needs: buying,
  },
  {
    ...ratio,
    id: 'active_customer_rate',
    group: 'customer',
    label: { zh: '客户活跃度', en: 'Active customers' },
    dateBasis: { zh: '截至某日', en: 'As of a day' },
    additivity: 'ratio',
    definition: {
      zh: '截至该日的客户中，N 天内有跟进或购买的比例。',
      en: 'Of the customers as of the day, the share touched or buying within N days.',
    },
    params: [{ id: 'days', label: { zh: '天数', en: 'Days' }, default: 7, threshold: 'activeCustomerDays' }],
    formula: {
      parts: {
        customers: {
          fact: 'customer',
          on: 'first_purchased',
          snapshot: true,
          count: 'rows',
          where: 'f.first_purchased_day <= b.as_of_day',
        },
        active: {
          fact: 'customer',
          on: 'first_purchased',
          snapshot: true,
          count: 'rows',
          where:
            'f.first_purchased_day <= b.as_of_day and exists (select 1 from mart.customer_touch t where t.account_id = f.id and t.touched_day <= b.as_of_day and t.touched_day > b.as_of_day - {days})',
        },
      },
      value: '{active} / nullif({customers}, 0)',
      population: 'customers',
      numerator: 'active',
    },
    needs: ['activity', ...buying],
  },
]
