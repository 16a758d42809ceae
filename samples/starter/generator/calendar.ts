import type { Random } from './random.ts'

/** Days since 1970-01-01. */
export type DayNumber = number
/** Minutes since 1970-01-01 00:00, in the company's own clock. */
export type Minute = number

export function dayOf(iso: string): DayNumber {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000
}

export function isoDay(day: DayNumber): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

export function isoMinute(minute: Minute): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function dayOfMinute(minute: Minute): DayNumber {
  return Math.floor(minute / 1440)
}

export const firstDay = dayOf('2025-04-01')
export const lastDay = dayOf('2026-09-30')

const holidays: readonly (readonly [string, string])[] = [
  ['2025-01-28', '2025-02-04'],
  ['2025-05-01', '2025-05-05'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-14', '2026-02-23'],
  ['2026-05-01', '2026-05-05'],
]
const holidayDays = new Set(
  holidays.flatMap(([from, to]) => Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, i) => dayOf(from) + i)),
)

/** 1970-01-01 was a Thursday. */
export function isWorkday(day: DayNumber): boolean {
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6 && !holidayDays.has(day)
}

export function nextWorkday(day: DayNumber): DayNumber {
  let next = day
  while (!isWorkday(next)) next += 1
  return next
}

/** How busy a month is: growth over the 18 months, a dip around Spring Festival and the October holiday. */
export function season(month: string): number {
  const dip: Record<string, number> = { '01': 0.85, '02': 0.45, '03': 1.15, '06': 1.12, '08': 0.95, '09': 1.12, '10': 0.82, '12': 1.08 }
  const age = (Number(month.slice(0, 4)) - 2025) * 12 + Number(month.slice(5, 7)) - 4
  return (dip[month.slice(5, 7)] ?? 1) * (1 + Math.max(age, 0) * 0.025)
}

export function months(): string[] {
  return Array.from({ length: 18 }, (_, i) => isoDay(dayOf('2025-04-15') + Math.round(i * 30.4375)).slice(0, 7))
}

/** A day of the 18 months, as busy as its season; weekends and holidays are quiet but not silent. */
export function busyDay(random: Random, from: DayNumber, to: DayNumber): DayNumber {
  for (;;) {
    const day = random.int(from, to)
    const weight = season(isoDay(day).slice(0, 7)) / 1.7
    if (random.chance(isWorkday(day) ? weight : weight * 0.12)) return day
  }
}

export function officeMinute(random: Random, day: DayNumber): Minute {
  return nextWorkday(day) * 1440 + random.int(9 * 60, 18 * 60 - 1)
}
