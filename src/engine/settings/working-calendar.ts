import type { WorkingCalendar } from '../../contract/settings.ts'
import { dayNumber, dayText } from '../report/calendar-days.ts'
import { chinaHolidays } from './china-holidays.ts'

const years = Object.keys(chinaHolidays).map(Number)

/** The years whose statutory holidays are known. */
export const coveredYears = { from: Math.min(...years), to: Math.max(...years) }

const daysOf = (which: 'off' | 'on'): ReadonlySet<string> =>
  new Set(Object.entries(chinaHolidays).flatMap(([year, days]) => days[which].split(' ').map((day) => `${year}-${day}`)))

const china = { off: daysOf('off'), on: daysOf('on') }

/** Whether a day (`2026-02-14`) is worked. The workspace's own days stand before the country's, and a year without known holidays has weekends only. */
export function isWorkingDay(day: string, { kind, daysOff, daysOn }: WorkingCalendar): boolean {
  if (daysOff.includes(day)) return false
  if (daysOn.includes(day)) return true
  if (kind === 'china' && china.off.has(day)) return false
  if (kind === 'china' && china.on.has(day)) return true
  return (dayNumber(day) + 3) % 7 < 5
}

/** Working days of a period, both ends included. */
export function countWorkingDays(from: string, to: string, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) if (isWorkingDay(dayText(day), calendar)) count += 1
  return count
}

/** The years of a span that lie outside of the known holidays; none where the calendar does not ask for them. */
export function uncoveredYears(span: { from: number; to: number } | null, { kind }: WorkingCalendar): number[] {
  if (span === null || kind !== 'china') return []
  const all = Array.from({ length: span.to - span.from + 1 }, (_, index) => span.from + index)
  return all.filter((year) => year < coveredYears.from || year > coveredYears.to)
}

/** Days that are worked (1) or not (-1) against their weekday, as days since 1970-01-01. */
export function workingChanges(calendar: WorkingCalendar): { readonly days: number[]; readonly deltas: number[] } {
  const said = [...calendar.daysOff, ...calendar.daysOn, ...(calendar.kind === 'china' ? [...china.off, ...china.on] : [])]
  const changes = [...new Set(said)].sort().flatMap((day) => {
    const number = dayNumber(day)
    const delta = Number(isWorkingDay(day, calendar)) - Number((number + 3) % 7 < 5)
    return delta === 0 ? [] : [{ number, delta }]
  })
  return { days: changes.map(({ number }) => number), deltas: changes.map(({ delta }) => delta) }
}
