import type { Filter, Period, ReportSpec } from '../../../src/contract/report-spec.ts'

/** What the filter strip of a cockpit adds to each of its tiles. */
export interface CockpitScope {
  readonly period: Period | null
  readonly filters: readonly Filter[]
}

/** A tile's question within the cockpit's filters: the strip's period replaces the tile's own, its filters come on top. */
export function scopedSpec(spec: ReportSpec, scope: CockpitScope): ReportSpec {
  const own = spec.filters.filter((filter) => !scope.filters.some((added) => added.field === filter.field))
  return {
    ...spec,
    ...(scope.period ? { period: scope.period } : {}),
    filters: [...own, ...scope.filters],
  }
}

/** A spark line keeps its own run of buckets: a quarter chosen above must not leave it with three points. */
export function scopedSpark(spec: ReportSpec, scope: CockpitScope): ReportSpec {
  return scopedSpec(spec, { period: null, filters: scope.filters })
}
