import type { RelativePeriod, ReportSpec } from '../../../../src/contract/report-spec.ts'
import { bucketDays, plusDays } from './calendar.ts'
import type { Model } from './rows.ts'

/** The question with its relative days as days. */
export function settled(model: Model, spec: ReportSpec): ReportSpec {
  const today = spec.asOf ?? model.clock
  const filters = spec.filters.map((filter) => {
    if (filter.op !== 'within' || filter.period === undefined) return filter
    const { from, to } = daysOf(model, today, filter.period)
    return { field: filter.field, op: 'between' as const, values: [from, to] }
  })
  if (spec.period === undefined || 'from' in spec.period) return { ...spec, filters }
  return { ...spec, filters, period: daysOf(model, today, spec.period) }
}

function daysOf(model: Model, today: string, { relative, unit, n }: RelativePeriod): { from: string; to: string } {
  const now = bucketDays(today, unit, model)
  const startOf = (units: number): string =>
    Array.from({ length: units }).reduce<string>((start) => bucketDays(plusDays(start, -1), unit, model).from, now.from)
  const endOf = (units: number): string =>
    Array.from({ length: units }).reduce<string>((end) => bucketDays(plusDays(end, 1), unit, model).to, now.to)
  const days = {
    this: now,
    last: { from: startOf(n), to: plusDays(now.from, -1) },
    next: { from: plusDays(now.to, 1), to: endOf(n) },
    'to-date': { from: startOf(n - 1), to: today },
  }
  return days[relative]
}
