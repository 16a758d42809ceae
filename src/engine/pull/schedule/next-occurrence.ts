import type { Schedule } from '../../../contract/pulls.ts'
import { instantOf, wallClock } from './zoned-time.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The first time a schedule names after an instant; null where it is off. */
export function nextOccurrence(schedule: Schedule, after: Date, timeZone: string): Date | null {
  if (schedule.kind === 'off') return null
  if (schedule.kind === 'interval') return new Date(after.getTime() + schedule.minutes * minute)
  const midnight = Math.floor(wallClock(after.getTime(), timeZone) / day) * day
  const [hours = 0, minutes = 0] = schedule.at.split(':').map(Number)
  // From the day before: where a clock is set back over midnight, yesterday's time may still come.
  const days = Array.from({ length: 10 }, (_, index) => midnight + (index - 1) * day)
  const instants = days
    .filter((start) => schedule.kind === 'daily' || schedule.days.includes(isoDay(start)))
    .map((start) => instantOf(start + hours * 60 * minute + minutes * minute, timeZone))
  const next = instants.find((instant) => instant > after.getTime())
  return next === undefined ? null : new Date(next)
}

/** 1 = Monday … 7 = Sunday. */
function isoDay(wall: number): number {
  return new Date(wall).getUTCDay() || 7
}
