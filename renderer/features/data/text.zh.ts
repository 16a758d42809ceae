import type { dataEn } from './text.en.ts'

export const dataZh = {
  title: '数据',
} as const satisfies Record<keyof typeof dataEn, string>
