import type { Grain } from '../../../../src/contract/report-spec.ts'
import type { Model } from './rows.ts'

/** Both ends included. */
export interface Days {
  readonly from: string
  readonly to: string
}

const milliseconds = 86_400_000

export const dayOf = (moment: string): string => moment.slice(0, 10)
export const numberOf = (moment: string): number => Date.parse(`${dayOf(moment)}T00:00:00Z`) / milliseconds
export const textOf = (day: number): string => new Date(day * milliseconds).toISOString().slice(0, 10)
export const plusDays = (day: string, days: number): string => textOf(numberOf(day) + days)
/** Calendar days from one moment's day to another's. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)
export const minutesBetween = (from: string, to: string): number => (timeOf(to) - timeOf(from)) / 60_000

export function timeOf(moment: string): number {
  return Date.parse(moment.length === 10 ? `${moment}T00:00:00Z` : `${moment.replace(' ', 'T')}Z`)
}

export function isWithin(moment: string | null, period: Days | null): boolean {
  return period === null || (moment !== null && dayOf(moment) >= period.from && dayOf(moment) <= period.to)
}

function monthStart(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

/** A day so many months away; the last of the month where that month is shorter. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10)
}

const monthsOf: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_month: 1,
  fiscal_quarter: 3,
  fiscal_year: 12,
}

type Calendar = Pick<Model, 'firstDayOfWeek' | 'fiscalYearStartMonth'>

/** First and last day of the bucket a day falls in. */
export function bucketDays(day: string, grain: Grain, calendar: Calendar): Days {
  const months = monthsOf[grain]
  if (months !== undefined) {
    const [year = 0, month = 1] = day.split('-').map(Number)
    const shift = grain.startsWith('fiscal') ? calendar.fiscalYearStartMonth - 1 : 0
    const since = year * 12 + (month - 1) - shift
    const first = Math.floor(since / months) * months + shift
    return {
      from: monthStart(Math.floor(first / 12), first % 12),
      to: plusDays(monthStart(Math.floor((first + months) / 12), (first + months) % 12), -1),
    }
  }
  if (grain !== 'week') return { from: day, to: day }
  const weekday = isoWeekday(day)
  const from = plusDays(day, -((weekday - calendar.firstDayOfWeek + 7) % 7))
  return { from, to: plusDays(from, 6) }
}

/** Monday is 1. */
export function isoWeekday(day: string): number {
  return ((new Date(numberOf(day) * milliseconds).getUTCDay() + 6) % 7) + 1
}

/** What a date dimension shows for a moment. */
export function bucketValue(moment: string | null, grain: Grain, calendar: Calendar): string | number | null {
  if (moment === null) return null
  if (grain === 'hour') return moment.length > 10 ? Number(moment.slice(11, 13)) : null
  return grain === 'weekday' ? isoWeekday(dayOf(moment)) : bucketDays(dayOf(moment), grain, calendar).from
}
