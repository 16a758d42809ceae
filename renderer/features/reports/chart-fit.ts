import type { ChartKind } from '../../../src/contract/documents.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'

/** The charts of the switcher, in its order; `kpi` is for cockpits only. */
export const offeredCharts = ['table', 'pivot', 'bar', 'stacked-bar', 'line', 'area', 'doughnut'] as const satisfies readonly ChartKind[]
export type OfferedChart = (typeof offeredCharts)[number]

export type ChartNeed = 'needsRow' | 'needsParts' | 'needsNoComparison' | 'needsOneValue'

/** What the fields lack for a chart; null = it can be drawn. */
export function chartNeed(chart: OfferedChart, spec: ReportSpec): ChartNeed | null {
  if (chart === 'table' || chart === 'pivot') return null
  if (spec.rows.length === 0) return 'needsRow'
  if (chart === 'stacked-bar' && spec.columns.length === 0 && spec.values.length < 2) return 'needsParts'
  // A year stacked onto the year before would be a sum that nobody asked for.
  if (chart === 'stacked-bar' && spec.compare.length > 0) return 'needsNoComparison'
  if (chart === 'doughnut' && (spec.values.length !== 1 || spec.columns.length > 0 || spec.compare.length > 0)) return 'needsOneValue'
  return null
}

/** The chart that is drawn: the chosen one, or a table where the fields lack something for it. */
export function drawnChart(chart: ChartKind, spec: ReportSpec): OfferedChart {
  const offered = offeredCharts.find((one) => one === chart) ?? 'table'
  return chartNeed(offered, spec) === null ? offered : 'table'
}
