import { HelmdeckError } from '../../contract/errors.ts'
import type { Filter, Period, RelativePeriod, ReportSpec } from '../../contract/report-spec.ts'
import { bucketOf, type CalendarSettings } from './calendar.ts'
import { dayNumber, dayText } from './calendar-days.ts'

/** A question whose days are fixed. */
export type SettledSpec = Omit<ReportSpec, 'period'> & { readonly period?: Period }

/** The question with its relative period and filters as days, told from `asOf` or else the workspace clock. */
export function settleSpec(spec: ReportSpec, clock: string, settings: CalendarSettings): SettledSpec {
  const { period, ...rest } = spec
  const today = dayNumber(spec.asOf ?? clock)
  const settled = { ...rest, filters: spec.filters.map((filter) => settleFilter(filter, today, settings)) }
  return period === undefined ? settled : { ...settled, period: settlePeriod(period, today, settings) }
}

/** A filter on relative days with the two days that are meant as its values. Fails with `invalid-report` {reason: 'filter-values'} where it names none. */
export function settleFilter(filter: Filter, clock: number, settings: CalendarSettings): Filter {
  const { field, op, values, period } = filter
  if (op !== 'within' && period === undefined) return filter
  if (op !== 'within' || period === undefined || values.length > 0)
    throw new HelmdeckError('invalid-report', {
      reason: 'filter-values',
      field,
      op,
      problem: 'within, and nothing else, takes a relative period',
    })
  const { from, to } = settlePeriod(period, clock, settings)
  return { field, op, values: [from, to] }
}

/** A period as days; a relative one is told from `clock`, days since 1970-01-01. */
export function settlePeriod(period: Period | RelativePeriod, clock: number, settings: CalendarSettings): Period {
  return 'from' in period ? period : periodOf(period, clock, settings)
}

function periodOf({ relative, unit, n }: RelativePeriod, clock: number, settings: CalendarSettings): Period {
  const now = bucketOf(unit, clock, settings)
  switch (relative) {
    case 'this':
      return days(now.from, now.to)
    case 'to-date':
      return days(firstBefore(now.from, n - 1), clock)
    case 'last':
      return days(firstBefore(now.from, n), now.from - 1)
    case 'next':
      return days(now.to + 1, lastAfter(now.to, n))
  }

  function firstBefore(first: number, count: number): number {
    let from = first
    for (let step = 0; step < count; step += 1) from = bucketOf(unit, from - 1, settings).from
    return from
  }

  function lastAfter(last: number, count: number): number {
    let to = last
    for (let step = 0; step < count; step += 1) to = bucketOf(unit, to + 1, settings).to
    return to
  }
}

function days(from: number, to: number): Period {
  return { from: dayText(from), to: dayText(to) }
}
