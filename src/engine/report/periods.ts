import { HelmdeckError } from '../../contract/errors.ts'
import type { Warning } from '../../contract/report-result.ts'
import type { Comparison, Filter, Grain, OwnComparison } from '../../contract/report-spec.ts'
import type { CalendarSettings, Shift } from './calendar.ts'
import { addFiscalMonths, firstDayOfFiscalMonth, fiscalMonthOf, isByWeeks } from './fiscal-calendar.ts'
import { addMonths, dayNumber, firstDayOfMonth, lastDayOfMonth, monthNumber, dayText } from './calendar-days.ts'
import type { DayRange, PlannedFilter } from './plan.ts'
import type { SettledSpec } from './settle-spec.ts'
import { springFestival } from './spring-festival.ts'

export interface ComparisonDays {
  readonly range: DayRange
  readonly asOf: number
  readonly shift: Shift
}

const everything: DayRange = { from: null, to: null }

/** The report's days: its period, narrowed by range filters on `date`. Fails with `invalid-report` where it ends before it starts. */
export function reportRange(spec: SettledSpec): DayRange {
  let range: DayRange = everything
  if (spec.period) range = narrow(range, dayNumber(spec.period.from), dayNumber(spec.period.to))
  for (const { field, op, values } of spec.filters) {
    if (field !== 'date') continue
    const [first, second] = values.map((value) => (typeof value === 'string' ? dayNumber(value) : null))
    if (op === 'between' || op === 'within') range = narrow(range, first ?? null, second ?? null)
    if (op === 'at-least') range = narrow(range, first ?? null, null)
    if (op === 'at-most') range = narrow(range, null, first ?? null)
  }
  if (range.from !== null && range.to !== null && range.from > range.to) {
    throw new HelmdeckError('invalid-report', { reason: 'period-ends-before-it-starts', from: dayText(range.from), to: dayText(range.to) })
  }
  return range
}

/** Range filters on the conformed date are part of the period; all others stay filters. */
export function withoutRanges(filters: readonly PlannedFilter[]): PlannedFilter[] {
  return filters.filter(({ definition, op }) => definition.id !== 'date' || !isRange(op))
}

/** Whether a filter on days names where they begin or end. */
export function isRange(op: Filter['op']): boolean {
  return op === 'between' || op === 'within' || op === 'at-least' || op === 'at-most'
}

function narrow(range: DayRange, from: number | null, to: number | null): DayRange {
  return {
    from: from === null ? range.from : Math.max(from, range.from ?? from),
    to: to === null ? range.to : Math.min(to, range.to ?? to),
  }
}

/** The twelve full months before a day. */
export function lastTwelveMonths(clock: number): DayRange {
  const month = monthNumber(clock)
  return { from: firstDayOfMonth(month - 12), to: lastDayOfMonth(month - 1) }
}

const monthsOfGrain: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_month: 1,
  fiscal_quarter: 3,
  fiscal_year: 12,
}

/**
 * The days a comparison looks at and how far they lie back. A period of whole months moves by months, any other by days.
 * Without buckets an unfinished period stands beside the same part of the earlier one. Without a period, buckets stand
 * beside the bucket before. In a fiscal year of weeks, months are its own where buckets or the period are. Fails with
 * `invalid-report` where a comparison needs a period that isn't given, or one of a year at most.
 */
export function comparisonDays(
  comparison: Comparison | OwnComparison,
  range: DayRange,
  asOf: number,
  dateGrain: Grain | null,
  settings: CalendarSettings,
): ComparisonDays {
  const shift = shiftOf(comparison, range, dateGrain, settings)
  const back = (day: number): number => {
    if ('days' in shift) return day - shift.days
    return shift.fiscal === true ? addFiscalMonths(day, -shift.months, settings) : addMonths(day, -shift.months)
  }
  const isUnfinished = dateGrain === null && range.to !== null && asOf < range.to && (range.from === null || asOf >= range.from)
  const to = isUnfinished ? asOf : range.to
  const own = typeof comparison === 'string' ? null : { from: dayNumber(comparison.from), to: dayNumber(comparison.to) }
  const previous =
    own === null
      ? { from: range.from === null ? null : back(range.from), to: to === null ? null : back(to) }
      : { from: own.from, to: isUnfinished ? Math.min(own.to, back(asOf)) : own.to }
  return { range: previous, asOf: range.to === null ? back(asOf) : Math.min(back(asOf), previous.to ?? back(asOf)), shift }
}

function shiftOf(comparison: Comparison | OwnComparison, range: DayRange, dateGrain: Grain | null, settings: CalendarSettings): Shift {
  if (typeof comparison !== 'string') return shiftToOwn(comparison, range)
  if (comparison === 'previous-spring-festival') return { days: daysBetweenFestivals(range) }
  if (comparison === 'previous-fiscal-year') return isByWeeks(settings) ? { months: 12, fiscal: true } : { months: 12 }
  const fiscalMonths = wholeFiscalMonths(range, dateGrain, settings)
  const isFiscal = fiscalMonths !== null || (isByWeeks(settings) && dateGrain?.startsWith('fiscal') === true)
  if (comparison === 'previous-year') return isFiscal ? { months: 12, fiscal: true } : { months: 12 }
  if (fiscalMonths !== null) return { months: fiscalMonths, fiscal: true }
  if (range.from !== null && range.to !== null) {
    const first = monthNumber(range.from)
    const last = monthNumber(range.to)
    const isWholeMonths = range.from === firstDayOfMonth(first) && range.to === lastDayOfMonth(last)
    return isWholeMonths ? { months: last - first + 1 } : { days: range.to - range.from + 1 }
  }
  const months = dateGrain === null ? undefined : monthsOfGrain[dateGrain]
  if (months === undefined) return { days: dateGrain === 'week' ? 7 : 1 }
  return isFiscal ? { months, fiscal: true } : { months }
}

/** Whole months stand beside whole months, any other days beside the same number of days on. */
function shiftToOwn(own: OwnComparison, { from }: DayRange): Shift {
  const first = dayNumber(own.from)
  if (first > dayNumber(own.to))
    throw new HelmdeckError('invalid-report', { reason: 'period-ends-before-it-starts', from: own.from, to: own.to })
  if (from === null) throw new HelmdeckError('invalid-report', { reason: 'compare-needs-period' })
  const isByMonths = from === firstDayOfMonth(monthNumber(from)) && first === firstDayOfMonth(monthNumber(first))
  return isByMonths ? { months: monthNumber(from) - monthNumber(first) } : { days: from - first }
}

function daysBetweenFestivals({ from, to }: DayRange): number {
  if (from === null || to === null) throw new HelmdeckError('invalid-report', { reason: 'compare-needs-period' })
  if (to - from > 366) throw new HelmdeckError('invalid-report', { reason: 'festival-needs-a-year', days: to - from + 1 })
  const year = Number(dayText(to).slice(0, 4))
  return springFestival(year) - springFestival(year - 1)
}

/** How many months of a fiscal year of weeks a period is, where it begins and ends with one; null in any other case. */
function wholeFiscalMonths({ from, to }: DayRange, dateGrain: Grain | null, settings: CalendarSettings): number | null {
  if (!isByWeeks(settings) || from === null || to === null || (dateGrain !== null && !dateGrain.startsWith('fiscal'))) return null
  const first = fiscalMonthOf(from, settings)
  const next = fiscalMonthOf(to + 1, settings)
  return from === firstDayOfFiscalMonth(first, settings) && to + 1 === firstDayOfFiscalMonth(next, settings) ? next - first : null
}

export function defaultPeriodWarning(column: string, range: DayRange): Warning {
  const from = dayText(range.from ?? 0)
  const to = dayText(range.to ?? 0)
  return {
    code: 'default-period',
    column,
    text: {
      zh: `没有指定期间，取最近 12 个完整月份：${from} 至 ${to}。`,
      en: `No period was asked, so the last 12 full months are taken: ${from} to ${to}.`,
    },
  }
}

export function unfinishedWarning(asOf: number, to: number): Warning {
  return {
    code: 'unfinished-period',
    text: {
      zh: `期间到 ${dayText(to)} 才结束，目前到 ${dayText(asOf)}；没有日期分组时与对比期的同一段比较，有日期分组时与整段比较。`,
      en: `The period ends on ${dayText(to)} and has reached ${dayText(asOf)}; single figures are compared with the same part of the earlier period, buckets with whole buckets.`,
    },
  }
}
