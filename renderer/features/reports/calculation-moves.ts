import type { CatalogMetric } from '../../../src/contract/catalog.ts'
import { calculationKinds, type Calculation, type ReportSpec } from '../../../src/contract/report-spec.ts'
import { tidy } from './report-moves.ts'
import { dimensionIds, freeId, isChange, valueId } from './value-ids.ts'

export type CalculationKind = Calculation['as']

const ofSums: ReadonlySet<CalculationKind> = new Set([
  'running-total',
  'share-of-total',
  'share-of-parent',
  'cumulative-share',
  'moving-average',
])
const ofComparisons: ReadonlySet<CalculationKind> = new Set(['difference', 'relative-difference'])

/** Calculations that stand without a comparison, as far as the metric's figures allow: only what adds up has running totals and shares. */
export function calculationsOf(metric: Pick<CatalogMetric, 'additivity'> | undefined): CalculationKind[] {
  return calculationKinds.filter((kind) => !ofComparisons.has(kind) && (metric?.additivity === 'additive' || !ofSums.has(kind)))
}

export function findCalculation(spec: ReportSpec, { of, as, against }: Pick<Calculation, 'of' | 'as' | 'against'>): number {
  return spec.calculations.findIndex((one) => one.of === of && one.as === as && one.against === against)
}

/** Adds a calculation of a value with a column of its own, or takes it away where it is there. */
export function toggleCalculation(spec: ReportSpec, calculation: Omit<Calculation, 'id'>): ReportSpec {
  const place = findCalculation(spec, calculation)
  if (place >= 0) return removeCalculation(spec, place)
  const { of, as, against } = calculation
  if (!spec.values.some((value) => valueId(value) === of)) return spec
  const { rows, columns } = dimensionIds(spec)
  const taken = new Set([...spec.values.map(valueId), ...spec.calculations.flatMap(({ id }) => id ?? []), ...rows, ...columns])
  const id = freeId(['calc', of, as, ...(against === undefined ? [] : [against])].join(':'), taken)
  return tidy({ ...spec, calculations: [...spec.calculations, { ...calculation, id }] })
}

export function removeCalculation(spec: ReportSpec, index: number): ReportSpec {
  return index < 0 || index >= spec.calculations.length ? spec : tidy({ ...spec, calculations: spec.calculations.toSpliced(index, 1) })
}

/** The rows that a moving average spans, 2 to 366. */
export function setSpan(spec: ReportSpec, index: number, over: number): ReportSpec {
  const one = spec.calculations[index]
  const span = Math.min(366, Math.max(2, Math.round(over) || 2))
  if (one === undefined || one.as !== 'moving-average' || (one.over ?? 3) === span) return spec
  return { ...spec, calculations: spec.calculations.with(index, { ...one, over: span }) }
}

/** What stands behind a value as pills of their own: all but the changes that the comparison menu shows for every value. */
export function calculationsAfter(spec: ReportSpec, of: string): { readonly calculation: Calculation; readonly index: number }[] {
  return spec.calculations.flatMap((calculation, index) =>
    calculation.of === of && !isChange(calculation) ? [{ calculation, index }] : [],
  )
}
