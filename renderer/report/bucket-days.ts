import type { Grain } from '../../src/contract/report-spec.ts'

/** The days of a bucket of time by its first one, both ends included; null where a filter can't say them: a weekday, an hour, a month of a fiscal calendar. */
export function bucketDays(first: string, grain: Grain): { readonly from: string; readonly to: string } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(first)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  switch (grain) {
    case 'day':
      return { from: first, to: first }
    case 'week':
      return { from: first, to: dayText(year, month, day + 6) }
    case 'month':
      return { from: first, to: dayText(year, month + 1, 0) }
    case 'quarter':
      return { from: first, to: dayText(year, month + 3, 0) }
    case 'year':
      return { from: first, to: dayText(year + 1, 1, 0) }
    default:
      return null
  }
}

/** A day told with a month or a day beyond its bounds; day 0 is the last of the month before. */
function dayText(year: number, month: number, day: number): string {
  // A moment of UTC, so that no zone can shift the day.
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
