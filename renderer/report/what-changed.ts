import type { CatalogDimension, CatalogMetric } from '../../src/contract/catalog.ts'
import type { CellAddress, ExplainResult } from '../../src/contract/report-result.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'

/** The value that holds the difference to the period before. */
export const differenceId = 'difference'

type Explained = Pick<ExplainResult, 'metric' | 'params' | 'filters' | 'having' | 'period'>

/**
 * What a number's change is made of: the same number by a dimension, beside the period before, in the order of the differences; the
 * total is a question of its own. Null where the number has no period to stand before another.
 */
export function whatChangedSpec(
  explained: Explained,
  spec: ReportSpec,
  cell: CellAddress,
  by: { readonly field: string; readonly direction: 'asc' | 'desc' },
): ReportSpec | null {
  if (explained.period === null) return null
  return ReportSpec.parse({
    ...numberSpec(explained, spec, cell),
    rows: [{ field: by.field }],
    compare: ['previous-period'],
    calculations: [{ of: 'value', as: 'difference', against: 'previous-period', id: differenceId }],
    sort: [{ by: differenceId, direction: by.direction }],
    totals: { rows: 'grand' },
  })
}

/** One number of a report as a report of its own, with everything it was asked under. */
export function numberSpec(explained: Explained, spec: ReportSpec, cell: CellAddress): ReportSpec {
  const base = /^[^@|]*/.exec(cell.value)?.[0] ?? cell.value
  const asked = spec.values.find((one) => (one.id ?? (one.stat === undefined ? one.metric : `${one.metric}:${one.stat}`)) === base)
  const value = {
    metric: explained.metric,
    ...(asked?.stat === undefined ? {} : { stat: asked.stat }),
    ...(Object.keys(explained.params).length === 0 ? {} : { params: explained.params }),
    id: 'value',
  }
  return ReportSpec.parse({
    values: [value],
    filters: explained.filters,
    having: explained.having,
    ...(explained.period === null ? {} : { period: explained.period }),
    ...(spec.asOf === undefined ? {} : { asOf: spec.asOf }),
    ...(spec.asKnownOn === undefined ? {} : { asKnownOn: spec.asKnownOn }),
  })
}

/**
 * Whether the parts of a change add up to it: sums and counts do, shares and averages don't, and what can stand under several products
 * counts under each of them.
 */
export function partsAddUp({ additivity, unit }: Pick<CatalogMetric, 'additivity' | 'unit'>, field: string): 'yes' | 'no' | 'overlap' {
  const isSum = (additivity === 'additive' || additivity === 'semi-additive') && unit !== 'percent' && unit !== 'ratio'
  return isSum ? (field.startsWith('product.') ? 'overlap' : 'yes') : 'no'
}

const usual = ['owner.name', 'channel.name', 'product.line', 'account.industry', 'account.region']

/** The dimensions that a change can be taken apart by, the ones people ask for first; one that is pinned to a single value says nothing. */
export function changeDimensions(
  metric: Pick<CatalogMetric, 'dimensions'>,
  dimensions: readonly CatalogDimension[],
  filters: Explained['filters'],
): CatalogDimension[] {
  const pinned = new Set(filters.flatMap(({ field, op, values }) => (op === 'in' && values.length === 1 ? [field] : [])))
  const place = ({ id }: CatalogDimension) => (usual.includes(id) ? usual.indexOf(id) : usual.length)
  return dimensions
    .filter((one) => one.available && one.type === 'text' && !one.isDate && metric.dimensions.includes(one.id) && !pinned.has(one.id))
    .toSorted((left, right) => place(left) - place(right))
}
