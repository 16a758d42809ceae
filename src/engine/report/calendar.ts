import { HelmdeckError } from '../../contract/errors.ts'
import type { Day, Grain } from '../../contract/report-spec.ts'

/** The settings a date's bucket depends on. */
export interface CalendarSettings {
  readonly firstDayOfWeek: number
  readonly fiscalYearStartMonth: number
}

/** How far a comparison lies back: its keys are moved forward by this much to stand beside the present. */
export type Shift = { readonly months: number } | { readonly days: number }

/** SQL of the three keys of a date basis. */
export interface DateSql {
  readonly day: string
  readonly month: string
  readonly moment: string | null
}

/** Days since 1970-01-01 of a day, by whole numbers alone (Howard Hinnant, days_from_civil). Fails with `invalid-report` for a day that does not exist. */
export function dayNumber(day: Day): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const number = daysFromCivil(year, month, date)
  if (dayText(number) !== day) throw new HelmdeckError('invalid-report', { reason: 'no-such-day', day })
  return number
}

function daysFromCivil(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** The day of a day number (Howard Hinnant, civil_from_days). */
export function dayText(number: number): Day {
  const z = number + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const pad = (value: number, width: number): string => String(value).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * mp + 2) / 5) + 1, 2)}`
}

/** year * 12 + month - 1. */
export function monthNumber(day: number): number {
  const [year = 0, month = 1] = dayText(day).split('-').map(Number)
  return year * 12 + month - 1
}

export function firstDayOfMonth(month: number): number {
  return daysFromCivil(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1)
}

export function lastDayOfMonth(month: number): number {
  return firstDayOfMonth(month + 1) - 1
}

/** The same day some months away; the last day of a month stays the last day, and the 31st becomes the 30th where there is none. */
export function addMonths(day: number, months: number): number {
  const month = monthNumber(day)
  if (day === lastDayOfMonth(month)) return lastDayOfMonth(month + months)
  return Math.min(firstDayOfMonth(month + months) + (day - firstDayOfMonth(month)), lastDayOfMonth(month + months))
}

const monthsOf: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12, fiscal_month: 1, fiscal_quarter: 3, fiscal_year: 12 }
// Weeks are counted from far before any date so that no division meets a negative number.
const manyDays = 7_000_000

/** SQL of the whole number that names a date's bucket, or of the weekday (1 = Monday) or hour. */
export function bucketKey(grain: Grain, sql: DateSql, settings: CalendarSettings, shift: Shift | null): string {
  const months = monthsOf[grain]
  if (months !== undefined) {
    const month = shiftedMonth(sql, shift)
    const offset = grain.startsWith('fiscal') ? settings.fiscalYearStartMonth - 1 : 0
    return months === 1 ? month : `(${offset === 0 ? month : `(${month} - ${offset})`} // ${months})`
  }
  if (grain === 'hour') return sql.moment === null ? 'null::integer' : `hour(${sql.moment})::integer`
  if (grain === 'weekday') return `((${sql.day} + ${3 + manyDays}) % 7 + 1)`
  const day = shiftedDay(grain, sql.day, shift)
  return grain === 'day' ? day : `((${day} + ${weekOffset(settings) + manyDays}) // 7)`
}

function shiftedMonth(sql: DateSql, shift: Shift | null): string {
  if (shift === null) return sql.month
  return 'months' in shift ? `(${sql.month} + ${shift.months})` : `mart.month_number(date '1970-01-01' + (${sql.day} + ${shift.days}))`
}

function shiftedDay(grain: Grain, day: string, shift: Shift | null): string {
  if (shift === null) return day
  if ('days' in shift) return `(${day} + ${shift.days})`
  if (grain === 'week') return `(${day} + ${weekDays(shift.months)})`
  return `mart.day_number((date '1970-01-01' + ${day}) + to_months(${shift.months}))`
}

function weekOffset(settings: CalendarSettings): number {
  return (((4 - settings.firstDayOfWeek) % 7) + 7) % 7
}

/** The days that stand beside a bucket in a comparison: those whose `bucketKey` under the shift is the bucket's. */
export function bucketBack(grain: Grain, { from, to }: { from: number; to: number }, shift: Shift | null): { from: number; to: number } {
  if (shift === null) return { from, to }
  if ('days' in shift || grain === 'week') {
    const days = 'days' in shift ? shift.days : weekDays(shift.months)
    return { from: from - days, to: to - days }
  }
  // A last day stands beside all days from its own number on: 28 February beside the 28th and the 29th.
  const month = monthNumber(from) - shift.months
  return {
    from: Math.min(firstDayOfMonth(month) + from - firstDayOfMonth(monthNumber(from)), lastDayOfMonth(month)),
    to: addMonths(to, -shift.months),
  }
}

/** A year back is 364 days for weeks, so that a week stands beside a whole week. */
function weekDays(months: number): number {
  return Math.round((months * 365.25) / 12 / 7) * 7
}

/** SQL of the bucket's first day; weekdays and hours stay numbers. */
export function bucketStart(grain: Grain, key: string, settings: CalendarSettings): string {
  const months = monthsOf[grain]
  if (months !== undefined) {
    const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
    const month = `(${key} * ${months} + ${offset})`
    return `make_date(${month} // 12, ${month} % 12 + 1, 1)`
  }
  if (isNumber(grain)) return key
  const day = grain === 'day' ? key : `(${key} * 7 - ${weekOffset(settings) + manyDays})`
  return `(date '1970-01-01' + ${day}::integer)`
}

/** The bucket's key for its first day as a caller names it. */
export function keyOfStart(grain: Grain, day: number, settings: CalendarSettings): number {
  const months = monthsOf[grain]
  if (months !== undefined) {
    const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
    return Math.floor((monthNumber(day) - offset) / months)
  }
  return grain === 'day' ? day : Math.floor((day + weekOffset(settings) + manyDays) / 7)
}

/** First and last day of the bucket that a day lies in. */
export function bucketOf(grain: Grain, day: number, settings: CalendarSettings): { readonly from: number; readonly to: number } {
  const months = monthsOf[grain]
  const key = keyOfStart(grain, day, settings)
  if (months === undefined) {
    const from = grain === 'week' ? key * 7 - weekOffset(settings) - manyDays : day
    return { from, to: grain === 'week' ? from + 6 : day }
  }
  const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
  return { from: firstDayOfMonth(key * months + offset), to: lastDayOfMonth(key * months + offset + months - 1) }
}

/** Weekday and hour are numbers that come round again; all other grains are days. */
export function isNumber(grain: Grain): boolean {
  return grain === 'weekday' || grain === 'hour'
}
