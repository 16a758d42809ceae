import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import { addMonths, firstDayOfMonth, lastDayOfMonth, monthNumber } from '../../report/calendar-days.ts'
import type { StudyScope } from '../scope.ts'

/** Days since 1970-01-01, both included. */
export interface Days {
  readonly from: number
  readonly to: number
}

const widths = { month: 1, quarter: 3, year: 12 } as const

/** How many months a period is wide. */
export function widthOf({ grain }: Pick<CohortsParams, 'grain'>): number {
  return widths[grain]
}

/** A period by its place: year * 12 + month - 1 divided by its width. */
export function daysOf(place: number, width: number): Days {
  return { from: firstDayOfMonth(place * width), to: lastDayOfMonth(place * width + width - 1) }
}

/** 2026-01, 2026 Q1, 2026 */
export function periodName(place: number, width: number): string {
  const month = place * width
  const year = String(Math.floor(month / 12))
  if (width === 12) return year
  return width === 3 ? `${year} Q${(place % 4) + 1}` : `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** The days in which cohorts begin: those asked for, else as many full periods before the day of the study as tell something. */
export function cohortDays(scope: StudyScope, { grain }: CohortsParams): Days {
  const { range, isUsualPeriod, asOf } = scope
  if (!isUsualPeriod) return { from: range.from ?? -1_000_000, to: Math.min(range.to ?? asOf, asOf) }
  if (grain === 'month') return { from: range.from ?? -1_000_000, to: range.to ?? asOf }
  const width = widths[grain]
  const next = Math.floor(monthNumber(asOf + 1) / width)
  return { from: daysOf(next - (grain === 'quarter' ? 8 : 5), width).from, to: daysOf(next - 1, width).to }
}

/** One window of retention: the days of a period, what is looked at, and what that is held against. */
export interface RetentionWindow {
  readonly place: number
  readonly before: Days
  readonly now: Days
}

/** A window for every period that lies in the days and has ended. */
export function retentionWindows(days: Days, asOf: number, params: CohortsParams): RetentionWindow[] {
  const width = widthOf(params)
  const last = Math.min(days.to, asOf)
  const windows: RetentionWindow[] = []
  // A period without a start would have windows without end.
  const first = Math.max(Math.floor(monthNumber(days.from) / width), Math.floor(monthNumber(last) / width) - 120)
  for (let place = first; daysOf(place, width).to <= last; place += 1) windows.push({ place, ...windowOf(daysOf(place, width), params) })
  return windows
}

function windowOf(period: Days, { against, grain }: CohortsParams): { before: Days; now: Days } {
  if (against === 'period-before') {
    const width = widths[grain]
    return { before: { from: addMonths(period.from, -width), to: period.from - 1 }, now: period }
  }
  if (against === 'year-before') return { before: { from: yearBefore(period.from), to: yearBefore(period.to) }, now: period }
  const now = { from: addMonths(period.to + 1, -12), to: period.to }
  return { before: { from: addMonths(now.from, -12), to: now.from - 1 }, now }
}

/** The same day a year earlier; the 29th of February becomes the 28th. */
function yearBefore(day: number): number {
  const month = monthNumber(day)
  return Math.min(firstDayOfMonth(month - 12) + (day - firstDayOfMonth(month)), lastDayOfMonth(month - 12))
}
