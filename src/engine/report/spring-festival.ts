import { dayNumber, dayText } from './calendar-days.ts'

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
const known = new Map<number, number>()

/** The day number of the first day of the Chinese year that begins in a year of ours: between 21 January and 21 February. */
export function springFestival(year: number): number {
  const found = known.get(year)
  if (found !== undefined) return found
  const first = dayNumber(`${String(year).padStart(4, '0')}-01-20`)
  for (let day = first; day < first + 35; day += 1) {
    if (chinese.format(new Date(`${dayText(day)}T00:00:00Z`)) !== '1/1') continue
    known.set(year, day)
    return day
  }
  throw new Error(`no Spring Festival in ${year}`)
}
