import type { Catalog } from '../../src/contract/catalog.ts'
import type { ChartKind } from '../../src/contract/documents.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { asksForBox, spreadMetric } from '../../src/charts/chart-spec.ts'

/** What fields lack for a chart, as keys of the texts. */
export const chartNeeds = [
  'needsRow',
  'needsParts',
  'needsNoComparison',
  'needsOneValue',
  'needsTwoValues',
  'needsThreeValues',
  'needsNoColumns',
  'needsColumns',
  'needsTwoDates',
  'needsOneOrTwoRows',
  'needsTwoRows',
  'needsSteps',
  'needsSum',
  'needsRanges',
  'needsCount',
  'needsSpread',
  'needsTarget',
] as const
export type ChartNeed = (typeof chartNeeds)[number]

/** What the catalogue says of the fields of a report. */
export type Known = Pick<Catalog, 'metrics' | 'dimensions'>

/** What the fields lack for a chart; null = it can be drawn, once `specForChart` has asked for what belongs to it. */
export function chartNeed(chart: ChartKind, spec: ReportSpec, known: Known): ChartNeed | null {
  switch (chart) {
    case 'table':
    case 'pivot':
    case 'kpi':
      return null
    case 'bar':
    case 'line':
    case 'area':
      return needsRow(spec)
    case 'stacked-bar':
    case 'full-stacked-bar':
      return needsRow(spec) ?? needsStack(spec)
    case 'doughnut':
      return needsRow(spec) ?? (spec.values.length !== 1 || spec.columns.length > 0 || spec.compare.length > 0 ? 'needsOneValue' : null)
    case 'combo':
      return needsRow(spec) ?? needsNoColumns(spec) ?? (figures(spec) < 2 ? 'needsTwoValues' : null)
    case 'scatter':
      return needsRow(spec) ?? (figures(spec) < 2 ? 'needsTwoValues' : null)
    case 'bubble':
      return needsRow(spec) ?? (figures(spec) < 3 ? 'needsThreeValues' : null)
    case 'heat':
      return needsRow(spec) ?? (spec.columns.length === 0 ? 'needsColumns' : null)
    case 'cohort':
      return isCohort(spec, known) ? null : 'needsTwoDates'
    case 'treemap':
      return needsNoColumns(spec) ?? (spec.rows.length < 1 || spec.rows.length > 2 ? 'needsOneOrTwoRows' : null)
    case 'sankey':
      return needsNoColumns(spec) ?? (spec.rows.length === 2 ? null : 'needsTwoRows')
    case 'funnel':
      return needsNoColumns(spec) ?? (spec.rows.length === 0 && !hasPair(spec, known) ? 'needsSteps' : null)
    case 'waterfall':
      return needsRow(spec) ?? needsNoColumns(spec) ?? (metricOf(spec, known)?.additivity === 'additive' ? null : 'needsSum')
    case 'histogram':
      return histogramNeed(spec, known)
    case 'box':
      return needsRow(spec) ?? needsNoColumns(spec) ?? (asksForBox(spec) || spreadMetric(spec, known) !== null ? null : 'needsSpread')
    case 'bullet':
      return needsNoColumns(spec) ?? (spec.compare.length > 0 || hasPair(spec, known) ? null : 'needsTarget')
  }
}

/** The chart that is drawn: the chosen one, or a table where the fields lack something for it. */
export function drawnChart(chart: ChartKind, spec: ReportSpec, known: Known): ChartKind {
  return chart !== 'kpi' && chartNeed(chart, spec, known) === null ? chart : 'table'
}

function needsRow(spec: ReportSpec): ChartNeed | null {
  return spec.rows.length === 0 ? 'needsRow' : null
}

function needsNoColumns(spec: ReportSpec): ChartNeed | null {
  return spec.columns.length > 0 ? 'needsNoColumns' : null
}

function needsStack(spec: ReportSpec): ChartNeed | null {
  if (spec.columns.length === 0 && spec.values.length < 2) return 'needsParts'
  // A year stacked onto the year before would be a sum that nobody asked for.
  return spec.compare.length > 0 ? 'needsNoComparison' : null
}

function histogramNeed(spec: ReportSpec, known: Known): ChartNeed | null {
  const [row] = spec.rows
  if (row === undefined || spec.rows.length > 1 || !isRange(row.field, known)) return 'needsRanges'
  return needsNoColumns(spec) ?? (metricOf(spec, known)?.unit === 'count' ? null : 'needsCount')
}

/** How many figures a row has: values, each again for every comparison, and calculations. */
function figures(spec: ReportSpec): number {
  const shown = spec.values.filter((value) => value.hidden !== true).length
  return shown * (1 + spec.compare.length) + spec.calculations.length
}

export function metricOf(spec: Pick<ReportSpec, 'values'>, known: Known, place = 0): Known['metrics'][number] | undefined {
  const value = spec.values.filter((one) => one.hidden !== true)[place]
  return value && known.metrics.find((one) => one.id === value.metric)
}

/** Whether a second value has the first one's unit. */
function hasPair(spec: ReportSpec, known: Known): boolean {
  const units = spec.values.filter((one) => one.hidden !== true).map((_, place) => metricOf(spec, known, place)?.unit)
  return units.slice(1).some((unit) => unit === units[0])
}

export function isDateField(field: string, known: Known): boolean {
  return known.dimensions.find((one) => one.id === field)?.isDate === true
}

export function isCohort({ rows, columns }: ReportSpec, known: Known): boolean {
  return rows.length === 1 && columns.length === 1 && [...rows, ...columns].every(({ field }) => isDateField(field, known))
}

/** A dimension whose values are ranges or numbers: shipped bands, the user's own bins, numeric columns. */
export function isRange(field: string, known: Known): boolean {
  const dimension = known.dimensions.find((one) => one.id === field)
  if (dimension === undefined || dimension.isDate) return false
  return ['integer', 'decimal', 'double'].includes(dimension.type) || /_band$|_bucket$/.test(field) || field.startsWith('user.')
}
