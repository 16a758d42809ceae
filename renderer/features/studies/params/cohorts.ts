import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { StudyForm } from './study-form.ts'

const metrics: Readonly<Record<string, string>> = { 'first-won': 'won_count', 'lead-created': 'lead_count' }

export const cohortsForm: StudyForm = {
  metric: (params) => metrics[String(params['start'])] ?? 'customer_count',
  fields: [
    {
      ...periodField,
      label: { zh: '何时成为客户', en: 'Customers since' },
      usual: { zh: '最近的完整期间', en: 'The last full periods' },
    },
    {
      kind: 'choice',
      id: 'start',
      label: { zh: '客户从何时算起', en: 'A customer begins with' },
      choices: [
        { value: 'first-purchase', label: { zh: '首次购买', en: 'First purchase' } },
        {
          value: 'first-won',
          label: { zh: '首次赢单', en: 'First won deal' },
          hint: { zh: '之后看的也是赢单。', en: 'Won deals are what is followed.' },
        },
        {
          value: 'lead-created',
          label: { zh: '首条线索', en: 'First lead' },
          hint: { zh: '只看购买过的客户。', en: 'Customers who bought, from when their lead was created.' },
        },
      ],
    },
    {
      kind: 'choice',
      id: 'grain',
      label: { zh: '每期多长', en: 'Periods of a' },
      choices: [
        { value: 'month', label: { zh: '月', en: 'Month' } },
        { value: 'quarter', label: { zh: '季', en: 'Quarter' } },
        { value: 'year', label: { zh: '年', en: 'Year' } },
      ],
    },
    {
      kind: 'choice',
      id: 'returned',
      label: { zh: '怎样算回来', en: 'Back is who bought' },
      choices: [
        { value: 'on', label: { zh: '当期购买', en: 'In the period' } },
        {
          value: 'on-or-after',
          label: { zh: '当期或之后', en: 'In it or later' },
          hint: { zh: '这样的留存不会回升。', en: 'Retention then never rises.' },
        },
      ],
    },
    { kind: 'number', id: 'periods', label: { zh: '跟踪几期', en: 'Periods to follow' }, least: 1, most: 60 },
    {
      kind: 'choice',
      id: 'against',
      label: { zh: '收入留存与什么相比', en: 'Money is held against' },
      choices: [
        {
          value: 'trailing-year',
          label: { zh: '再往前 12 个月', en: '12 months before' },
          hint: { zh: '期末往前 12 个月，与再往前 12 个月相比。', en: 'The 12 months up to the end of a period, against those before.' },
        },
        { value: 'year-before', label: { zh: '上年同期', en: 'A year earlier' } },
        { value: 'period-before', label: { zh: '上一期', en: 'The period before' } },
      ],
    },
    { kind: 'number', id: 'lostDays', label: { zh: '多少天不买算流失', en: 'Days without a purchase to be lost' }, least: 1, most: 3660 },
    byField,
    filtersField,
    asOfField,
  ],
}
