import type { Period } from '../../src/contract/report-spec.ts'

export const periodChoices = ['cockpit', 'this-month', 'this-quarter', 'last-quarter', 'this-year', 'last-year', 'last-12-months'] as const
export type PeriodChoice = (typeof periodChoices)[number]

/** The days of a choice, counted from the workspace clock (`2017-12-31`); null leaves every tile its own period. Both ends are included. */
export function periodOf(choice: PeriodChoice, clock: string): Period | null {
  const year = Number(clock.slice(0, 4))
  const month = Number(clock.slice(5, 7))
  const quarterStart = month - ((month - 1) % 3)
  switch (choice) {
    case 'cockpit':
      return null
    case 'this-month':
      return months(year, month, 1)
    case 'this-quarter':
      return months(year, quarterStart, 3)
    case 'last-quarter':
      return months(year, quarterStart - 3, 3)
    case 'this-year':
      return months(year, 1, 12)
    case 'last-year':
      return months(year - 1, 1, 12)
    case 'last-12-months':
      return months(year, month - 11, 12)
  }
}

/** From the first day of a month (0 and below reach into the years before) over `count` months. */
function months(year: number, month: number, count: number): Period {
  const first = year * 12 + month - 1
  const last = first + count - 1
  return { from: `${monthText(first)}-01`, to: `${monthText(last)}-${daysInMonth(last)}` }
}

function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}

function daysInMonth(number: number): number {
  const year = Math.floor(number / 12)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number % 12] ?? 31
}
