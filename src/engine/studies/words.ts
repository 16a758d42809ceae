import type { LocalText } from '../../contract/text.ts'
import { dayText, firstDayOfMonth, lastDayOfMonth, monthNumber } from '../report/calendar-days.ts'

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

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2025年9月1日, 1 Sep 2025; of a day since 1970-01-01. */
export function dayWord(day: number): LocalText {
  const [year = 0, month = 1, date = 1] = dayText(day).split('-').map(Number)
  return local(`${year}年${month}月${date}日`, `${date} ${months[month - 1] ?? ''} ${year}`)
}

function monthWord(month: number): LocalText {
  const [year, place] = [Math.floor(month / 12), month % 12]
  return local(`${year}年${place + 1}月`, `${months[place] ?? ''} ${year}`)
}

/** Both days included, as it stands in a sentence, whole months by their names: 2025年9月至2026年8月, from Sep 2025 to Aug 2026, in May 2026. */
export function span({ from, to }: { readonly from: number | null; readonly to: number | null }): LocalText {
  if (from === null || to === null) return from === null && to === null ? local('', '') : openSpan(from, to)
  const [first, last] = [monthNumber(from), monthNumber(to)]
  const isWhole = from === firstDayOfMonth(first) && to === lastDayOfMonth(last)
  if (isWhole && first === last) return local(monthWord(first).zh, `in ${monthWord(first).en}`)
  if (from === to) return local(dayWord(from).zh, `on ${dayWord(from).en}`)
  const [start, end] = isWhole ? [monthWord(first), monthWord(last)] : [dayWord(from), dayWord(to)]
  return local(`${start.zh}至${end.zh}`, `from ${start.en} to ${end.en}`)
}

function openSpan(from: number | null, to: number | null): LocalText {
  if (from !== null) return local(`${dayWord(from).zh}起`, `since ${dayWord(from).en}`)
  return local(`截至${dayWord(to ?? 0).zh}`, `until ${dayWord(to ?? 0).en}`)
}

/** ¥5290万, ¥52.9M, or whole where it is short: in a sentence; the exact figure stands beside it. */
export function moneyWord(value: number, currency: string | null): LocalText {
  const look: Intl.NumberFormatOptions = {
    ...(Math.abs(value) < 100_000 ? { maximumFractionDigits: 0 } : { notation: 'compact', maximumSignificantDigits: 4 }),
    ...(currency === null ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
  }
  return local(value.toLocaleString('zh-CN', look), value.toLocaleString('en-US', look))
}
