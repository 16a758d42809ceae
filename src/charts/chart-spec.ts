import type { Catalog } from '../contract/catalog.ts'
import type { ChartKind } from '../contract/documents.ts'
import type { ReportSpec, Stat } from '../contract/report-spec.ts'

/** The five figures of a box, from the least to the most; the middle one goes by two names. */
export const boxStats: readonly (readonly Stat[])[] = [['min'], ['p25'], ['p50', 'median'], ['p75'], ['max']]

/** Whether a report asks for all five figures of its first value's metric, under their own names. */
export function asksForBox(spec: Pick<ReportSpec, 'values'>): boolean {
  const shown = spec.values.filter((value) => value.hidden !== true && value.id === undefined)
  return spec.values.some(({ metric }) =>
    boxStats.every((names) => shown.some((value) => value.metric === metric && value.stat !== undefined && names.includes(value.stat))),
  )
}

/** The first metric of a report that can be asked for its five figures. */
export function spreadMetric(spec: Pick<ReportSpec, 'values'>, catalog: Pick<Catalog, 'metrics'>): string | null {
  const found = spec.values.find(({ metric }) => {
    const known = catalog.metrics.find(({ id }) => id === metric)
    return known !== undefined && boxStats.every((names) => names.some((stat) => known.stats.includes(stat)))
  })
  return found?.metric ?? null
}

/** The report with what a chart must ask for besides its fields: a box its five figures, a waterfall its total. The same object where nothing is missing. */
export function specForChart(kind: ChartKind, spec: ReportSpec, catalog: Pick<Catalog, 'metrics'>): ReportSpec {
  if (kind === 'waterfall' && (spec.totals?.rows ?? 'none') === 'none') {
    return { ...spec, totals: { rows: 'grand', columns: spec.totals?.columns ?? 'none' } }
  }
  if (kind === 'box' && !asksForBox(spec)) return boxSpec(spec, catalog)
  return spec
}

function boxSpec(spec: ReportSpec, catalog: Pick<Catalog, 'metrics'>): ReportSpec {
  const metric = spreadMetric(spec, catalog)
  const use = spec.values.find((value) => value.metric === metric)
  if (metric === null || use === undefined) return spec
  const values = boxStats.flatMap(([stat]) =>
    stat === undefined ? [] : [{ metric, stat, ...(use.params === undefined ? {} : { params: use.params }) }],
  )
  const middle = `${metric}:p50`
  const { top, ...rest } = spec
  const rows = spec.rows.map(({ field }) => field)
  return {
    ...rest,
    values,
    compare: [],
    calculations: [],
    sort: spec.sort.map((sort) => (rows.includes(sort.by) ? sort : { ...sort, by: middle })),
    ...(top === undefined ? {} : { top: { ...top, by: middle } }),
  }
}
