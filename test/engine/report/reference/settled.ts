import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { bucketDays, plusDays } from './calendar.ts'
import type { Model } from './rows.ts'

/** The question with its relative period as days. */
export function settled(model: Model, spec: ReportSpec): ReportSpec {
  if (spec.period === undefined || 'from' in spec.period) return spec
  const { relative, unit, n } = spec.period
  const today = spec.asOf ?? model.clock
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
  return { ...spec, period: days[relative] }
}
