import type { Grain } from '../../contract/report-spec.ts'
import { addMonths, firstDayOfMonth, lastDayOfMonth, monthNumber } from './calendar-days.ts'
import {
  addFiscalMonths,
  firstDayOfFiscalMonth,
  firstDayOfWeekNumber,
  fiscalMonthOf,
  isByWeeks,
  manyDays,
  weekNumber,
  weekOffset,
} from './fiscal-calendar.ts'
import type { FiscalSettings } from './fiscal-calendar.ts'
import { dialect } from '../dialect/in-use.ts'

/** The settings a date's bucket depends on. */
export type CalendarSettings = FiscalSettings

/** How far a comparison lies back: its keys are moved forward by this much to stand beside the present. `fiscal` months are those of a year of weeks. */
export type Shift = { readonly months: number; readonly fiscal?: true } | { readonly days: number }

/** SQL of the three keys of a date basis. */
export interface DateSql {
  readonly day: string
  readonly month: string
  readonly moment: string | null
}

const monthsOf: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12, fiscal_month: 1, fiscal_quarter: 3, fiscal_year: 12 }

/** SQL of the whole number that names a date's bucket, or of the weekday (1 = Monday) or hour. */
export function bucketKey(grain: Grain, sql: DateSql, settings: CalendarSettings, shift: Shift | null): string {
  const months = monthsOf[grain]
  if (months !== undefined && isFiscalWeeks(grain, settings)) {
    const month = fiscalMonthSql(sql, settings, shift)
    return months === 1 ? month : dialect.floored(month, months)
  }
  if (months !== undefined) {
    const month = shiftedMonth(sql, shift)
    const offset = grain.startsWith('fiscal') ? settings.fiscalYearStartMonth - 1 : 0
    return months === 1 ? month : dialect.floored(offset === 0 ? month : `(${month} - ${offset})`, months)
  }
  if (grain === 'hour') return sql.moment === null ? dialect.cast('null', 'integer') : dialect.calendar.hour(sql.moment)
  if (grain === 'weekday') return `((${sql.day} + ${3 + manyDays}) % 7 + 1)`
  const day = shiftedDay(grain, sql.day, shift)
  return grain === 'day' ? day : dialect.floored(`(${day} + ${weekOffset(settings) + manyDays})`, 7)
}

function isFiscalWeeks(grain: Grain, settings: CalendarSettings): boolean {
  return grain.startsWith('fiscal') && isByWeeks(settings)
}

function fiscalMonthSql(sql: DateSql, settings: CalendarSettings, shift: Shift | null): string {
  const of = (day: string): string => dialect.calendar.fiscalMonth(dialect.floored(`(${day} + ${weekOffset(settings) + manyDays})`, 7))
  if (shift === null) return of(sql.day)
  if ('days' in shift) return of(`(${sql.day} + ${shift.days})`)
  return shift.fiscal === true ? `(${of(sql.day)} + ${shift.months})` : of(dialect.calendar.dayAfterMonths(sql.day, shift.months))
}

function shiftedMonth(sql: DateSql, shift: Shift | null): string {
  if (shift === null) return sql.month
  return 'months' in shift ? `(${sql.month} + ${shift.months})` : dialect.calendar.month(`(${sql.day} + ${shift.days})`)
}

function shiftedDay(grain: Grain, day: string, shift: Shift | null): string {
  if (shift === null) return day
  if ('days' in shift) return `(${day} + ${shift.days})`
  if (grain === 'week') return `(${day} + ${weekDays(shift.months)})`
  return dialect.calendar.dayAfterMonths(day, shift.months)
}

/** The days that stand beside a bucket in a comparison: those whose `bucketKey` under the shift is the bucket's. */
export function bucketBack(
  grain: Grain,
  { from, to }: { from: number; to: number },
  shift: Shift | null,
  settings: CalendarSettings,
): { from: number; to: number } {
  if (shift === null) return { from, to }
  if ('months' in shift && shift.fiscal === true && grain !== 'week') {
    const month = fiscalMonthOf(from, settings) - shift.months
    const first = Math.min(
      firstDayOfFiscalMonth(month, settings) + from - firstDayOfFiscalMonth(month + shift.months, settings),
      firstDayOfFiscalMonth(month + 1, settings) - 1,
    )
    return { from: first, to: addFiscalMonths(to, -shift.months, settings) }
  }
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
  if (months !== undefined && isFiscalWeeks(grain, settings))
    return dialect.calendar.date(
      dialect.cast(
        `${dialect.calendar.fiscalWeek(dialect.cast(`${key} * ${months}`, 'integer'))} * 7 - ${weekOffset(settings) + manyDays}`,
        'integer',
      ),
    )
  if (months !== undefined) {
    const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
    const month = `(${key} * ${months} + ${offset})`
    return dialect.calendar.firstOfMonth(month)
  }
  if (isNumber(grain)) return key
  const day = grain === 'day' ? key : `(${key} * 7 - ${weekOffset(settings) + manyDays})`
  return dialect.calendar.date(dialect.cast(day, 'integer'))
}

/** The bucket's key for its first day as a caller names it. */
export function keyOfStart(grain: Grain, day: number, settings: CalendarSettings): number {
  const months = monthsOf[grain]
  if (months !== undefined && isFiscalWeeks(grain, settings)) return Math.floor(fiscalMonthOf(day, settings) / months)
  if (months !== undefined) {
    const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
    return Math.floor((monthNumber(day) - offset) / months)
  }
  return grain === 'day' ? day : weekNumber(day, settings)
}

/** First and last day of the bucket that a day lies in. */
export function bucketOf(grain: Grain, day: number, settings: CalendarSettings): { readonly from: number; readonly to: number } {
  const months = monthsOf[grain]
  const key = keyOfStart(grain, day, settings)
  if (months === undefined) {
    const from = grain === 'week' ? firstDayOfWeekNumber(key, settings) : day
    return { from, to: grain === 'week' ? from + 6 : day }
  }
  if (isFiscalWeeks(grain, settings))
    return { from: firstDayOfFiscalMonth(key * months, settings), to: firstDayOfFiscalMonth((key + 1) * months, settings) - 1 }
  const offset = grain.startsWith('fiscal') && months > 1 ? settings.fiscalYearStartMonth - 1 : 0
  return { from: firstDayOfMonth(key * months + offset), to: lastDayOfMonth(key * months + offset + months - 1) }
}

/** Weekday and hour are numbers that come round again; all other grains are days. */
export function isNumber(grain: Grain): boolean {
  return grain === 'weekday' || grain === 'hour'
}

/** A date whose keys are only asked for, and what they need only joined, where they are read. */
export function lazyDate(read: () => DateSql): DateSql {
  return {
    get day() {
      return read().day
    },
    get month() {
      return read().month
    },
    get moment() {
      return read().moment
    },
  }
}
