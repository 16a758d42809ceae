import type { LocalText } from '../../contract/text.ts'

/** 12,345 */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 })
}

/** 4.2 %, with two digits below one percent. */
export function percent(share: number): string {
  const digits = Math.abs(share) < 0.01 && share !== 0 ? 2 : 1
  return `${(share * 100).toFixed(digits)}%`
}

/** 3.4 */
export function days(seconds: number): string {
  return (seconds / 86_400).toFixed(1)
}

export function local(zh: string, en: string): LocalText {
  return { zh, en }
}
