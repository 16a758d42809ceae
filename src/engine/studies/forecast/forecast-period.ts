import type { Grain, Period, RelativePeriod } from '../../../contract/report-spec.ts'
import type { WorkspaceSettings } from '../../../contract/settings.ts'
import type { LocalText } from '../../../contract/text.ts'
import { bucketOf } from '../../report/calendar.ts'
import { addMonths, dayNumber, dayText, firstDayOfMonth, lastDayOfMonth, monthNumber } from '../../report/calendar-days.ts'
import { settlePeriod } from '../../report/settle-spec.ts'
import { local } from '../words.ts'

/** First and last day, both included, since 1970-01-01. */
export interface Days {
  readonly from: number
  readonly to: number
}

/** The period that is foretold, and how those before it lie. */
export interface ForecastPeriod {
  readonly days: Days
  /** How many of them make a year; 1 where that is no whole number. */
  readonly season: number
  before(days: Days): Days
  /** `2026 Q3`, `2026-09`, or its days. */
  key(days: Days): string
  name(days: Days): LocalText
  /** What `count` of them are called. */
  counted(count: number): LocalText
}

const grains: readonly Grain[] = ['month', 'quarter', 'year', 'week', 'fiscal_month', 'fiscal_quarter', 'fiscal_year']
const seasons: Partial<Record<Grain, number>> = { month: 12, quarter: 4, week: 52, fiscal_month: 12, fiscal_quarter: 4 }

/** The asked period, or this quarter of the fiscal year; on its last day nothing is left of it, and the next one is meant. */
export function forecastPeriod(period: Period | RelativePeriod | undefined, asOf: number, settings: WorkspaceSettings): ForecastPeriod {
  const days = period === undefined ? bucketOf('fiscal_quarter', asOf + 1, settings) : daysOf(settlePeriod(period, asOf, settings))
  const grain = grains.find((one) => isSame(bucketOf(one, days.from, settings), days))
  if (grain !== undefined) {
    return {
      days,
      season: seasons[grain] ?? 1,
      before: ({ from }) => bucketOf(grain, from - 1, settings),
      key: (one) => keyOf(grain, one),
      name: (one) => nameOf(grain, one),
      counted: (count) => countedAs(unitNames[grain] ?? periods, count),
    }
  }
  const months = monthNumber(days.to) - monthNumber(days.from) + 1
  const isWhole = days.from === firstDayOfMonth(monthNumber(days.from)) && days.to === lastDayOfMonth(monthNumber(days.to))
  return {
    days,
    season: isWhole && 12 % months === 0 ? 12 / months : 1,
    before: ({ from, to }) => ({ from: isWhole ? addMonths(from, -months) : 2 * from - to - 1, to: from - 1 }),
    key: keyOfDays,
    counted: (count) => countedAs(periods, count),
    name: (one) => local(`${dayText(one.from)} 至 ${dayText(one.to)}`, `${dayText(one.from)} to ${dayText(one.to)}`),
  }
}

const periods = ['期', 'period'] as const
const unitNames: Partial<Record<Grain, readonly [zh: string, en: string]>> = {
  month: ['个月', 'month'],
  quarter: ['个季度', 'quarter'],
  year: ['年', 'year'],
  week: ['周', 'week'],
  fiscal_month: ['个月', 'month'],
  fiscal_quarter: ['个季度', 'quarter'],
  fiscal_year: ['年', 'year'],
}

function countedAs([zh, en]: readonly [string, string], count: number): LocalText {
  return local(`${count} ${zh}`, `${count} ${en}${count === 1 ? '' : 's'}`)
}

function daysOf({ from, to }: Period): Days {
  return { from: dayNumber(from), to: dayNumber(to) }
}

function isSame(one: Days, other: Days): boolean {
  return one.from === other.from && one.to === other.to
}

function keyOfDays({ from, to }: Days): string {
  return `${dayText(from)}–${dayText(to)}`
}

function keyOf(grain: Grain, days: Days): string {
  const text = dayText(days.from)
  if (grain === 'month') return text.slice(0, 7)
  if (grain === 'quarter') return `${text.slice(0, 4)} Q${quarterOf(text)}`
  if (grain === 'year') return text.slice(0, 4)
  return keyOfDays(days)
}

function quarterOf(text: string): number {
  return Math.ceil(Number(text.slice(5, 7)) / 3)
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function nameOf(grain: Grain, days: Days): LocalText {
  const text = dayText(days.from)
  const year = text.slice(0, 4)
  const month = Number(text.slice(5, 7))
  if (grain === 'month') return local(`${year} 年 ${month} 月`, `${monthNames[month - 1] ?? ''} ${year}`)
  if (grain === 'quarter') return local(`${year} 年第 ${quarterOf(text)} 季度`, `Q${quarterOf(text)} ${year}`)
  if (grain === 'year') return local(`${year} 年`, year)
  return local(`${text} 至 ${dayText(days.to)}`, `${text} to ${dayText(days.to)}`)
}
