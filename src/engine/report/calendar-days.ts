import { HelmdeckError } from '../../contract/errors.ts'
import type { Day } from '../../contract/report-spec.ts'

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
