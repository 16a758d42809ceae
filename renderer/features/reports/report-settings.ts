import { comparisonId, type Comparison, type Filter, type OwnComparison, type ReportSpec } from '../../../src/contract/report-spec.ts'
import { canCompareWith, tidy } from './report-moves.ts'
import { freeId, isChange, valueId, withChanges } from './value-ids.ts'

/** null = all time. Ends that were given the wrong way round are put right. */
export function setPeriod(spec: ReportSpec, period: NonNullable<ReportSpec['period']> | null): ReportSpec {
  const { period: before, ...rest } = spec
  if (period === null) return before === undefined ? spec : tidy(rest)
  if ('relative' in period) return { ...rest, period }
  const [from, to] = period.from <= period.to ? [period.from, period.to] : [period.to, period.from]
  return before !== undefined && 'from' in before && before.from === from && before.to === to ? spec : { ...rest, period: { from, to } }
}

/** null = the workspace clock. */
export function setAsOf(spec: ReportSpec, day: string | null): ReportSpec {
  const { asOf: before, ...rest } = spec
  if ((before ?? null) === day) return spec
  return day === null ? rest : { ...rest, asOf: day }
}

/** null = all that is known now. */
export function setAsKnownOn(spec: ReportSpec, day: string | null): ReportSpec {
  const { asKnownOn: before, ...rest } = spec
  if ((before ?? null) === day) return spec
  return day === null ? rest : { ...rest, asKnownOn: day }
}

const mostComparisons = 8

export function toggleComparison(spec: ReportSpec, comparison: Comparison): ReportSpec {
  if (!canCompareWith(spec, comparison)) return spec
  const shown = showsChange(spec)
  if (!spec.compare.includes(comparison) && spec.compare.length >= mostComparisons) return spec
  const compare = spec.compare.includes(comparison) ? spec.compare.filter((one) => one !== comparison) : [...spec.compare, comparison]
  return tidy(withChanges({ ...spec, compare }, shown))
}

/** Days of one's own to compare with, beside those there are. Ends that were given the wrong way round are put right. */
export function addOwnComparison(spec: ReportSpec, days: Omit<OwnComparison, 'id'>): ReportSpec {
  if (spec.period === undefined || spec.compare.length >= mostComparisons) return spec
  const [from, to] = days.from <= days.to ? [days.from, days.to] : [days.to, days.from]
  if (spec.compare.some((one) => typeof one !== 'string' && one.from === from && one.to === to)) return spec
  const id = freeId('own', new Set(spec.compare.map(comparisonId)))
  return tidy(withChanges({ ...spec, compare: [...spec.compare, { id, from, to }] }, showsChange(spec)))
}

export function removeComparison(spec: ReportSpec, id: string): ReportSpec {
  const compare = spec.compare.filter((one) => comparisonId(one) !== id)
  return compare.length === spec.compare.length ? spec : tidy(withChanges({ ...spec, compare }, showsChange(spec)))
}

export function showsChange(spec: ReportSpec): boolean {
  return spec.calculations.some(isChange)
}

export function toggleChange(spec: ReportSpec): ReportSpec {
  return spec.compare.length === 0 ? spec : tidy(withChanges(spec, !showsChange(spec)))
}

type RowTotals = NonNullable<ReportSpec['totals']>['rows']
type ColumnTotals = NonNullable<ReportSpec['totals']>['columns']

export function setRowTotals(spec: ReportSpec, rows: RowTotals): ReportSpec {
  return withTotals(spec, rows, spec.totals?.columns ?? 'none')
}

export function setColumnTotals(spec: ReportSpec, columns: ColumnTotals): ReportSpec {
  return withTotals(spec, spec.totals?.rows ?? 'none', columns)
}

function withTotals(spec: ReportSpec, rows: RowTotals, columns: ColumnTotals): ReportSpec {
  if ((spec.totals?.rows ?? 'none') === rows && (spec.totals?.columns ?? 'none') === columns) return spec
  const { totals: _before, ...rest } = spec
  return tidy(rows === 'none' && columns === 'none' ? rest : { ...rest, totals: { rows, columns } })
}

/** null = the natural order of the dimensions. */
export function setSort(spec: ReportSpec, sort: { by: string; direction: 'asc' | 'desc' } | null): ReportSpec {
  const [now] = spec.sort
  if (sort === null) return now === undefined ? spec : { ...spec, sort: [] }
  if (spec.sort.length === 1 && now?.by === sort.by && now.direction === sort.direction) return spec
  return tidy({ ...spec, sort: [sort] })
}

/** Down, up, and back to the natural order. */
export function cycleSort(spec: ReportSpec, by: string): ReportSpec {
  const now = spec.sort.length === 1 && spec.sort[0]?.by === by ? spec.sort[0].direction : null
  return setSort(spec, now === null ? { by, direction: 'desc' } : now === 'desc' ? { by, direction: 'asc' } : null)
}

/** A further key of the order: down, up, and gone, the others staying as they are. */
export function cycleThenBy(spec: ReportSpec, by: string): ReportSpec {
  const place = spec.sort.findIndex((one) => one.by === by)
  const now = spec.sort[place]
  if (now === undefined) return tidy({ ...spec, sort: [...spec.sort, { by, direction: 'desc' }] })
  if (now.direction === 'desc') return { ...spec, sort: spec.sort.with(place, { by, direction: 'asc' }) }
  return { ...spec, sort: spec.sort.toSpliced(place, 1) }
}

/** null = as many rows as there are. */
export function setLimit(spec: ReportSpec, rows: number | null): ReportSpec {
  const { limit: before, ...rest } = spec
  const limit = rows === null ? undefined : Math.min(1_000_000, Math.max(1, Math.round(rows) || 1))
  if (limit === before) return spec
  return limit === undefined ? rest : { ...rest, limit }
}

/** The first ten of the innermost row by the first value, the rest as one row. Unchanged where there is nothing to rank. */
export function startTop(spec: ReportSpec, isDate: (field: string) => boolean): ReportSpec {
  const field = spec.rows.findLast((use) => !isDate(use.field))?.field ?? spec.columns.findLast((use) => !isDate(use.field))?.field
  const [value] = spec.values
  return field === undefined || value === undefined ? spec : { ...spec, top: { field, n: 10, by: valueId(value), other: true } }
}

/** A number outside of 1 to 10,000 is taken to the nearer end. */
export function changeTop(spec: ReportSpec, change: Partial<NonNullable<ReportSpec['top']>>): ReportSpec {
  if (spec.top === undefined) return spec
  const n = Math.min(10_000, Math.max(1, Math.round(change.n ?? spec.top.n) || 1))
  return tidy({ ...spec, top: { ...spec.top, ...change, n } })
}

export function removeTop(spec: ReportSpec): ReportSpec {
  const { top, ...rest } = spec
  return top === undefined ? spec : rest
}

/** Whether a filter says something: a list has values, a range both its ends. */
export function isWhole({ op, values, period }: Filter): boolean {
  const given = values.filter((value) => value !== '')
  switch (op) {
    case 'in':
    case 'not-in':
      return values.length > 0
    case 'between':
      return given.length === 2 && given.every((value) => value !== null)
    case 'at-least':
    case 'at-most':
    case 'contains':
      return given.length === 1 && given[0] !== null
    case 'within':
      return period !== undefined
    case 'is-empty':
    case 'is-not-empty':
      return values.length === 0
  }
}

/** Puts a filter at its place, or after the last; one that says nothing is taken away. */
export function setFilter(spec: ReportSpec, index: number, filter: Filter): ReportSpec {
  if (!isWhole(filter)) return removeFilter(spec, index)
  const ordered =
    filter.op === 'between' && String(filter.values[0]) > String(filter.values[1])
      ? { ...filter, values: filter.values.toReversed() }
      : filter
  return { ...spec, filters: index < spec.filters.length ? spec.filters.with(index, ordered) : [...spec.filters, ordered] }
}

export function removeFilter(spec: ReportSpec, index: number): ReportSpec {
  return index < 0 || index >= spec.filters.length ? spec : { ...spec, filters: spec.filters.filter((_, place) => place !== index) }
}
