import type { Period, RelativePeriod } from '../../src/contract/report-spec.ts'

export const periodChoices = ['cockpit', 'this-month', 'this-quarter', 'last-quarter', 'this-year', 'last-year', 'last-12-months'] as const
export type PeriodChoice = (typeof periodChoices)[number]

const relative: Readonly<Record<Exclude<PeriodChoice, 'cockpit'>, RelativePeriod>> = {
  'this-month': { relative: 'this', unit: 'month', n: 1 },
  'this-quarter': { relative: 'this', unit: 'quarter', n: 1 },
  'last-quarter': { relative: 'last', unit: 'quarter', n: 1 },
  'this-year': { relative: 'this', unit: 'year', n: 1 },
  'last-year': { relative: 'last', unit: 'year', n: 1 },
  'last-12-months': { relative: 'to-date', unit: 'month', n: 12 },
}

/** The same as a period that goes along with the workspace clock. */
export function relativePeriodOf(choice: Exclude<PeriodChoice, 'cockpit'>): RelativePeriod {
  return relative[choice]
}

/** The choice that a period is, where it is one. */
export function choiceOf(period: RelativePeriod): Exclude<PeriodChoice, 'cockpit'> | undefined {
  return periodChoices.find(
    (choice): choice is Exclude<PeriodChoice, 'cockpit'> =>
      choice !== 'cockpit' &&
      relative[choice].relative === period.relative &&
      relative[choice].unit === period.unit &&
      relative[choice].n === period.n,
  )
}

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
