import { dayNumber, dayText, firstDayOfMonth, lastDayOfMonth } from '../report/calendar-days.ts'
import { bucketOf, type CalendarSettings } from '../report/calendar.ts'
import { isDay } from '../settings/check-settings.ts'
import { good, warned, wrong, type Reading } from './cell-state.ts'

/** Days, both included. */
export interface SheetPeriod {
  readonly from: string
  readonly to: string
  readonly kind: 'day' | 'month' | 'quarter' | 'half' | 'year'
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const chineseDigits: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
}
const monthWord = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

/**
 * A period as people write it: `2026-01`, `2026年1月`, `1月` (of the clock's year), `Jan 2026`, `2026Q1`, `第一季度`, `2026H1`,
 * `FY2026` (the fiscal year that ends in 2026, or that is 2026 where it begins in January), `2026` (the whole year), a day.
 */
export function readPeriod(typed: string, calendar: CalendarSettings, clockYear: number): Reading<SheetPeriod> {
  const text = typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  if (text === '') return wrong('缺少期间', 'a period is missing')
  const year = (found: string | undefined): number => (found === undefined || found === '' ? clockYear : Number(found))
  const month = (number: number, of: string | undefined): Reading<SheetPeriod> =>
    number < 1 || number > 12 ? noPeriod(typed) : assumed(of, months(year(of), number, 1, 'month'), clockYear)
  const match = (pattern: string): RegExpExecArray | null => new RegExp(`^(?:${pattern})$`, 'u').exec(text)

  const fiscal = match(String.raw`fy ?'?(\d{4}|\d{2})(?:[ -]?q([1-4]))?`) ?? match(String.raw`(\d{4}) ?财年(?:[ -]?q([1-4]))?`)
  if (fiscal) return good(fiscalPeriod(fullYear(fiscal[1] ?? ''), fiscal[2] === undefined ? null : Number(fiscal[2]), calendar))
  const wholeYear = match(String.raw`((?:19|20)\d{2}) ?(?:年|年度|全年)?`)
  if (wholeYear) return good(months(Number(wholeYear[1]), 1, 12, 'year'))
  const quarter =
    match(String.raw`(?:(\d{4}) ?[-/年]? ?)?(?:q|第)?([1-4一二三四]) ?(?:季度|季)`) ??
    match(String.raw`(?:(\d{4}) ?[-/年]? ?)?q([1-4])`) ??
    reversed(match(String.raw`q([1-4]) ?[-/]? ?(\d{4})`))
  if (quarter) return assumed(quarter[1], months(year(quarter[1]), digit(quarter[2]) * 3 - 2, 3, 'quarter'), clockYear)
  const half = match(String.raw`(?:(\d{4}) ?[-/年]? ?)?(?:h([12])|([上下])半年)`)
  if (half) return assumed(half[1], months(year(half[1]), half[2] === '2' || half[3] === '下' ? 7 : 1, 6, 'half'), clockYear)
  const chinese = match(String.raw`(?:(\d{4}) ?年 ?)?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月(?:份)?`)
  if (chinese) return month(digit(chinese[2]), chinese[1])
  const numeric = match(String.raw`(\d{4})[-/. ]?(\d{1,2})`) ?? reversed(match(String.raw`(\d{1,2})[-/](\d{4})`))
  if (numeric && numeric[1]?.length === 4 && Number(numeric[1]) >= 1900 && Number(numeric[1]) <= 2100)
    return month(Number(numeric[2]), numeric[1])
  const named = match(`${monthWord}[ '-]*(\\d{4}|\\d{2})?`) ?? reversed(match(`(\\d{4}) ${monthWord}`))
  if (named)
    return month(monthNames.indexOf((named[1] ?? '').slice(0, 3)) + 1, named[2] === undefined ? undefined : String(fullYear(named[2])))
  return readDay(typed)
}

/** A day: `2026-01-05`, `2026/1/5`, `2026年1月5日`, `20260105`. */
export function readDay(typed: string): Reading<SheetPeriod> {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/ 0?0:00(:00)?$/, '')
  if (text === '') return wrong('缺少日期', 'a date is missing')
  const match = /^(\d{4})[-/.年 ]+(\d{1,2})[-/.月 ]+(\d{1,2})日?$/u.exec(text) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  if (match === null) {
    if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text))
      return wrong(`“${typed}”可能是月日或日月，请写成 2026-01-05`, `"${typed}" may be day or month first: write 2026-01-05`)
    return noPeriod(typed)
  }
  const day = `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`
  return isDay(day) ? good({ from: day, to: day, kind: 'day' }) : wrong(`没有 ${day} 这一天`, `there is no ${day}`)
}

/** The month of a day, said. */
export function monthOfDay({ from }: SheetPeriod): Reading<SheetPeriod> {
  const period = months(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 1, 'month')
  return warned(period, `按 ${from.slice(0, 7)} 整月计`, `taken as the whole month of ${from.slice(0, 7)}`)
}

/** How a period is written in totals and keys. */
export function periodText({ from, to, kind }: SheetPeriod): string {
  if (kind === 'day') return from
  if (kind === 'month') return from.slice(0, 7)
  const isCalendar = from.endsWith('-01') && Number(from.slice(5, 7)) % 3 === 1
  if (kind === 'quarter' && isCalendar) return `${from.slice(0, 4)} Q${(Number(from.slice(5, 7)) + 2) / 3}`
  if (kind === 'year' && from.endsWith('-01-01') && to.endsWith('-12-31')) return from.slice(0, 4)
  return `${from} – ${to}`
}

function fiscalPeriod(named: number, quarter: number | null, calendar: CalendarSettings): SheetPeriod {
  const startYear = calendar.fiscalYearStartMonth === 1 ? named : named - 1
  // The middle of the start month lies in the year, also where a year of weeks begins some days before or after its first.
  const within = firstDayOfMonth(startYear * 12 + calendar.fiscalYearStartMonth - 1) + 14
  const year = bucketOf('fiscal_year', within, calendar)
  if (quarter === null) return { from: dayText(year.from), to: dayText(year.to), kind: 'year' }
  let bucket = bucketOf('fiscal_quarter', year.from, calendar)
  for (let index = 1; index < quarter; index += 1) bucket = bucketOf('fiscal_quarter', bucket.to + 1, calendar)
  return { from: dayText(bucket.from), to: dayText(bucket.to), kind: 'quarter' }
}

function months(year: number, month: number, count: number, kind: SheetPeriod['kind']): SheetPeriod {
  const first = year * 12 + month - 1
  return { from: dayText(firstDayOfMonth(first)), to: dayText(lastDayOfMonth(first + count - 1)), kind }
}

function assumed(named: string | undefined, period: SheetPeriod, clockYear: number): Reading<SheetPeriod> {
  return named === undefined || named === ''
    ? warned(period, `没有写年份，按 ${clockYear} 年计`, `no year is written: taken as ${clockYear}`)
    : good(period)
}

function reversed(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[2], match[1]]
}

function digit(text: string | undefined): number {
  return chineseDigits[text ?? ''] ?? Number(text)
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function noPeriod(typed: string): Reading<never> {
  return wrong(
    `“${typed}”不是期间，例如 2026-01、2026Q1、2026、FY2026`,
    `"${typed}" is no period; write for example 2026-01, 2026Q1, 2026 or FY2026`,
  )
}

/** Days from a day to a day, both included. */
export function daysOf({ from, to }: Pick<SheetPeriod, 'from' | 'to'>): string[] {
  const first = dayNumber(from)
  return Array.from({ length: dayNumber(to) - first + 1 }, (_, index) => dayText(first + index))
}
