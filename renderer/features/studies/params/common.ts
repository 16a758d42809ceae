import type { ParamField } from './study-form.ts'

/** What most studies take. */
export const periodField = {
  kind: 'period',
  id: 'period',
  label: { zh: '期间', en: 'Period' },
  usual: { zh: '最近 12 个完整月份', en: 'Last 12 full months' },
  reasons: ['period-ends-before-it-starts'],
} as const satisfies ParamField

export const filtersField: ParamField = { kind: 'filters', id: 'filters', label: { zh: '筛选', en: 'Filters' } }

export const byField = { kind: 'by', id: 'by', label: { zh: '分组', en: 'Broken down by' } } as const satisfies ParamField

export const asOfField: ParamField = {
  kind: 'day',
  id: 'asOf',
  label: { zh: '分析日', en: 'As of' },
  none: { zh: '今天（工作区日期）', en: 'Today, by the workspace clock' },
}
