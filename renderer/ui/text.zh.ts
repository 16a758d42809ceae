import type { uiEn } from './text.en.ts'

export const uiZh = {
  title: '通用',
  previousMonth: '上个月',
  nextMonth: '下个月',
  previousYear: '上一年',
  nextYear: '下一年',
  previousDecade: '前十年',
  nextDecade: '后十年',
  cancel: '取消',
  cancelled: '已取消，没有任何改动。',
  tryAgain: '重试',
  loading: '正在查询……',
  waiting: '等待引擎响应。',
  copied: '已复制 {{rows}} 行 × {{columns}} 列（含表头）',
  yes: '是',
  no: '否',
  empty: '（空）',
  missing: '文件内容',
  wouldAdd: '能带来',
} as const satisfies Record<keyof typeof uiEn, string>
