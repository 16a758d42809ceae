import { dayOf, isoWeekday, plusDays, timeOf } from './calendar.ts'

/** The working calendar of every reference workspace: Monday to Friday, but for these days. */
export const workingCalendar = {
  kind: 'weekdays' as const,
  from: '08:30',
  to: '17:00',
  daysOff: ['2025-01-01', '2025-05-01', '2025-10-01', '2025-10-02', '2025-10-03', '2026-02-16', '2026-02-17', '2026-05-01'],
  daysOn: ['2025-09-28', '2025-10-11', '2026-02-14'],
}

const isWorked = (day: string): boolean =>
  !workingCalendar.daysOff.includes(day) && (workingCalendar.daysOn.includes(day) || isoWeekday(day) <= 5)

/** Hours of work between two moments, day by day. */
export function workingHours(from: string, to: string): number {
  let milliseconds = 0
  for (let day = dayOf(from); day <= dayOf(to); day = plusDays(day, 1)) {
    if (!isWorked(day)) continue
    const opens = timeOf(`${day} ${workingCalendar.from}:00`)
    const closes = timeOf(`${day} ${workingCalendar.to}:00`)
    milliseconds += Math.max(0, Math.min(closes, timeOf(to)) - Math.max(opens, timeOf(from)))
  }
  return milliseconds / 3_600_000
}
