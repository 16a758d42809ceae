import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { Params, StudyForm } from './study-form.ts'

const isPredicting = (params: Params) => params['model'] !== 'none'
const isMargin = (params: Params) => params['basis'] !== 'revenue' || params['marginRate'] !== undefined

export const ltvCacForm: StudyForm = {
  metric: () => 'customer_count',
  fields: [
    { ...periodField, label: { zh: '何时赢得的客户', en: 'Customers won in' } },
    {
      kind: 'choice',
      id: 'basis',
      label: { zh: '价值按', en: 'Worth is' },
      choices: [
        { value: 'margin', label: { zh: '毛利', en: 'Margin' } },
        {
          value: 'revenue',
          label: { zh: '收入', en: 'Revenue' },
          hint: { zh: '收入不与成本相比。', en: 'Revenue is not held against a cost.' },
        },
      ],
    },
    {
      kind: 'number',
      id: 'marginRate',
      label: { zh: '不知成本时的毛利率（0 到 1）', en: 'Margin where no cost is known (0 to 1)' },
      least: 0,
      most: 1,
      step: 0.01,
      none: { zh: '按实测', en: 'As measured' },
      isOn: isMargin,
    },
    {
      kind: 'choice',
      id: 'cac',
      label: { zh: '获客成本', en: 'Cost of a customer' },
      choices: [
        { value: 'loaded', label: { zh: '全成本', en: 'Fully loaded' }, hint: { zh: '含人力与工具。', en: 'Salaries and tools too.' } },
        { value: 'blended', label: { zh: '综合', en: 'Blended' }, hint: { zh: '全部推广投入。', en: 'All programme spend.' } },
        {
          value: 'paid',
          label: { zh: '付费渠道', en: 'Paid' },
          hint: { zh: '只看付费渠道的投入与客户。', en: 'Programme spend and customers of paid channels.' },
        },
      ],
    },
    {
      kind: 'number',
      id: 'lagMonths',
      label: { zh: '从投入到赢单的月数', en: 'Months from spend to win' },
      least: 0,
      most: 60,
      none: { zh: '按实测的中位数', en: 'The measured median' },
    },
    {
      kind: 'number',
      id: 'months',
      label: { zh: '价值算到第几个月', en: 'Worth of the first months' },
      least: 1,
      most: 120,
      none: { zh: '至今', en: 'So far' },
    },
    byField,
    filtersField,
    {
      kind: 'choice',
      id: 'model',
      label: { zh: '预测今后购买', en: 'Purchases to come' },
      choices: [
        {
          value: 'bg-nbd',
          label: { zh: 'BG/NBD', en: 'BG/NBD' },
          hint: { zh: '客户只在购买之后离开。', en: 'Customers leave right after a purchase.' },
        },
        {
          value: 'pareto-nbd',
          label: { zh: 'Pareto/NBD', en: 'Pareto/NBD' },
          hint: { zh: '客户随时可能离开。', en: 'Customers leave at any time.' },
        },
        { value: 'none', label: { zh: '不预测', en: 'None' } },
      ],
    },
    { kind: 'number', id: 'predictMonths', label: { zh: '预测几个月', en: 'Months to predict' }, least: 1, most: 60, isOn: isPredicting },
    {
      kind: 'number',
      id: 'discountRate',
      label: { zh: '年折现率（0 到 1）', en: 'Discount a year (0 to 1)' },
      least: 0,
      most: 1,
      step: 0.01,
      isOn: isPredicting,
    },
    {
      kind: 'number',
      id: 'holdOut',
      label: { zh: '留出检验的历史比例（0.1 到 0.5）', en: 'Share of the history held out (0.1 to 0.5)' },
      least: 0.1,
      most: 0.5,
      step: 0.01,
      isOn: isPredicting,
    },
    { kind: 'number', id: 'list', label: { zh: '列出几个客户', en: 'Customers to list' }, least: 0, most: 10_000, isOn: isPredicting },
    asOfField,
  ],
}
