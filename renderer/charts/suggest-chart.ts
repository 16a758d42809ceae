import type { ChartKind } from '../../src/contract/documents.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { chartNeed, isCohort, isDateField, isRange, metricOf, type Known } from './chart-fit.ts'
import { asksForBox } from '../../src/charts/chart-spec.ts'

/** The chart that shows best what the fields ask, as people in the trade would draw it; a pivot where a table says more. */
export function suggestChart(spec: ReportSpec, known: Known): ChartKind {
  const chart = bestOf(spec, known)
  return chartNeed(chart, spec, known) === null ? chart : 'pivot'
}

function bestOf(spec: ReportSpec, known: Known): ChartKind {
  const [row, ...deeper] = spec.rows
  if (row === undefined || spec.values.length === 0 || deeper.length > 0) return 'pivot'
  if (asksForBox(spec)) return 'box'
  if (isCohort(spec, known)) return 'cohort'
  return isDateField(row.field, known) ? overTime(spec, known) : byName(spec, known)
}

function overTime(spec: ReportSpec, known: Known): ChartKind {
  if (spec.columns.length > 1) return 'pivot'
  const count = shown(spec).length
  if (spec.columns.length === 1) return count === 1 ? 'line' : 'pivot'
  if (count === 1) return 'line'
  return count === 2 && unitAt(spec, known, 0) !== unitAt(spec, known, 1)
    ? 'combo'
    : count <= 4 && sameUnits(spec, known)
      ? 'line'
      : 'pivot'
}

function byName(spec: ReportSpec, known: Known): ChartKind {
  const count = shown(spec).length
  const [row] = spec.rows
  const metric = metricOf(spec, known)
  if (spec.columns.length > 1) return 'pivot'
  if (spec.columns.length === 1) {
    if (count > 1) return 'pivot'
    return metric?.additivity === 'additive' && !isDateField(spec.columns[0]?.field ?? '', known) ? 'stacked-bar' : 'heat'
  }
  if (count === 1) return row !== undefined && isRange(row.field, known) && metric?.unit === 'count' ? 'histogram' : 'bar'
  if (count === 2 && shown(spec)[1]?.metric === 'target_value') return 'bullet'
  return 'pivot'
}

function shown(spec: ReportSpec) {
  return spec.values.filter((value) => value.hidden !== true)
}

function unitAt(spec: ReportSpec, known: Known, place: number) {
  return metricOf(spec, known, place)?.unit
}

function sameUnits(spec: ReportSpec, known: Known): boolean {
  return shown(spec).every((_, place) => unitAt(spec, known, place) === unitAt(spec, known, 0))
}
