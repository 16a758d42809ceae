import type { CalendarKind } from '../../contract/settings.ts'
import { firstDayOfMonth, monthNumber } from './calendar-days.ts'

/** The settings a fiscal year of whole weeks depends on. */
export interface FiscalSettings {
  readonly firstDayOfWeek: number
  readonly fiscalYearStartMonth: number
  readonly calendarKind: CalendarKind
  readonly fiscalFirstWeek: 'containing' | 'nearest'
}

// Weeks are counted from far before any date so that no division meets a negative number.
export const manyDays = 7_000_000

export function weekOffset({ firstDayOfWeek }: Pick<FiscalSettings, 'firstDayOfWeek'>): number {
  return (((4 - firstDayOfWeek) % 7) + 7) % 7
}

/** The number of the week that a day lies in; weeks begin on the settings' first day of week. */
export function weekNumber(day: number, settings: Pick<FiscalSettings, 'firstDayOfWeek'>): number {
  return Math.floor((day + weekOffset(settings) + manyDays) / 7)
}

export function firstDayOfWeekNumber(week: number, settings: Pick<FiscalSettings, 'firstDayOfWeek'>): number {
  return week * 7 - weekOffset(settings) - manyDays
}

/**
 * First day of the fiscal year whose start month lies in a calendar year. Its first week is the one that holds the first of
 * that month, or the one that begins nearest to it (at most three days away), as the settings say.
 */
export function firstDayOfFiscalYear(year: number, settings: FiscalSettings): number {
  const first = firstDayOfMonth(year * 12 + settings.fiscalYearStartMonth - 1)
  const start = firstDayOfWeekNumber(weekNumber(first, settings), settings)
  return settings.fiscalFirstWeek === 'containing' || first - start <= 3 ? start : start + 7
}

/** First day of a fiscal month of weeks; `month` is fiscal year * 12 + 0 … 11. The 53rd week of a long year belongs to its last month. */
export function firstDayOfFiscalMonth(month: number, settings: FiscalSettings): number {
  const year = Math.floor(month / 12)
  const within = month - year * 12
  const pattern = settings.calendarKind.split('-').map(Number)
  let weeks = Math.floor(within / 3) * 13
  for (let index = 0; index < within % 3; index += 1) weeks += pattern[index] ?? 0
  return firstDayOfFiscalYear(year, settings) + weeks * 7
}

/** The fiscal month of weeks that a day lies in: fiscal year * 12 + 0 … 11. */
export function fiscalMonthOf(day: number, settings: FiscalSettings): number {
  let year = Math.floor(monthNumber(day) / 12) + 1
  while (firstDayOfFiscalYear(year, settings) > day) year -= 1
  let month = year * 12 + 11
  while (firstDayOfFiscalMonth(month, settings) > day) month -= 1
  return month
}

/** The same place some fiscal months away: as many days into the month, its last day staying the last. */
export function addFiscalMonths(day: number, months: number, settings: FiscalSettings): number {
  const month = fiscalMonthOf(day, settings)
  const target = month + months
  const last = firstDayOfFiscalMonth(target + 1, settings) - 1
  if (day === firstDayOfFiscalMonth(month + 1, settings) - 1) return last
  return Math.min(firstDayOfFiscalMonth(target, settings) + day - firstDayOfFiscalMonth(month, settings), last)
}

export function isByWeeks({ calendarKind }: Pick<FiscalSettings, 'calendarKind'>): boolean {
  return calendarKind !== 'gregorian'
}

/** Every week from 1900 to 2100 with its fiscal month, for queries; none where fiscal months are calendar months. */
export function fiscalWeeks(settings: FiscalSettings): { weeks: number[]; months: number[] } {
  const weeks: number[] = []
  const months: number[] = []
  if (!isByWeeks(settings)) return { weeks, months }
  for (let month = 1900 * 12; month < 2100 * 12; month += 1) {
    const next = weekNumber(firstDayOfFiscalMonth(month + 1, settings), settings)
    for (let week = weekNumber(firstDayOfFiscalMonth(month, settings), settings); week < next; week += 1) {
      weeks.push(week)
      months.push(month)
    }
  }
  return { weeks, months }
}
