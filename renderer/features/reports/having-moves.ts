import type { DimensionUse, MetricFilter, ReportSpec } from '../../../src/contract/report-spec.ts'
import { conditionFields } from './report-moves.ts'

export const havingOps = ['at-least', 'at-most', 'between', 'is-not-empty', 'is-empty'] as const satisfies readonly MetricFilter['op'][]

/** How many numbers a condition takes. */
export function numbersOf(op: MetricFilter['op']): 0 | 1 | 2 {
  return op === 'between' ? 2 : op === 'at-least' || op === 'at-most' ? 1 : 0
}

/** Whether a condition says something: it has its numbers, and things to hold them against. */
export function isWholeHaving(spec: ReportSpec, { op, values, per }: MetricFilter): boolean {
  return values.length === numbersOf(op) && (per === undefined ? conditionFields(spec).length > 0 : per.length > 0)
}

/** Puts a condition at its place, or after the last; one that says nothing is taken away. Two ends stand in their order. */
export function setHaving(spec: ReportSpec, index: number, condition: MetricFilter): ReportSpec {
  if (!isWholeHaving(spec, condition)) return removeHaving(spec, index)
  const ordered = { ...condition, values: condition.values.toSorted((left, right) => left - right) }
  if (index < spec.having.length) return { ...spec, having: spec.having.with(index, ordered) }
  return spec.having.length >= 8 ? spec : { ...spec, having: [...spec.having, ordered] }
}

export function removeHaving(spec: ReportSpec, index: number): ReportSpec {
  return index < 0 || index >= spec.having.length ? spec : { ...spec, having: spec.having.toSpliced(index, 1) }
}

/** null = each thing on the rows. */
export function perOf(field: string | null): Pick<MetricFilter, 'per'> {
  const use: DimensionUse | null = field === null ? null : { field }
  return use === null ? {} : { per: [use] }
}
