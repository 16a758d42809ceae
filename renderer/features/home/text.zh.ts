import type { homeEn } from './text.en.ts'

export const homeZh = {
  title: '首页',
} as const satisfies Record<keyof typeof homeEn, string>
