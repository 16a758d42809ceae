import type { CatalogDimension } from '../../src/contract/catalog.ts'
import { otherValue } from '../../src/contract/report-result.ts'
import type { Filter, RelativePeriod } from '../../src/contract/report-spec.ts'

export type FilterOp = Filter['op']

/** The ways to filter by a dimension, the usual one first. */
export function opsOf(dimension: Pick<CatalogDimension, 'id' | 'type' | 'isDate'>): readonly FilterOp[] {
  // The conformed date is each metric's own basis, which has no empty days to ask for.
  if (dimension.id === 'date') return ['between', 'within', 'at-least', 'at-most']
  if (dimension.isDate) return ['between', 'within', 'at-least', 'at-most', 'is-empty', 'is-not-empty']
  if (dimension.type === 'text') return ['in', 'not-in', 'contains', 'is-empty', 'is-not-empty']
  if (dimension.type === 'boolean') return ['in', 'not-in', 'is-empty', 'is-not-empty']
  return ['in', 'not-in', 'between', 'at-least', 'at-most', 'is-empty', 'is-not-empty']
}

export interface FilterWords {
  readonly empty: string
  readonly other: string
  readonly day: (day: string) => string
  readonly period: (period: RelativePeriod) => string
  readonly op: (op: FilterOp) => string
  readonly chosen: (count: number) => string
  /** A value of the filter's field, by its word where it has one. */
  readonly value?: (value: string) => string
}

/** A filter in few words: `Industry: retail, finance`, `Closed: 1 Jan 2017 – 31 Dec 2017`. */
export function filterText(label: string, { op, values, period }: Filter, words: FilterWords): string {
  const one = (value: Filter['values'][number]) =>
    value === null
      ? words.empty
      : value === otherValue
        ? words.other
        : /^\d{4}-\d{2}-\d{2}$/.test(String(value))
          ? words.day(String(value))
          : (words.value?.(String(value)) ?? String(value))
  switch (op) {
    case 'in':
      return `${label}: ${values.length > 3 ? words.chosen(values.length) : values.map(one).join(', ')}`
    case 'between':
      return `${label}: ${values.map(one).join(' – ')}`
    case 'at-least':
      return `${label} ≥ ${values.map(one).join('')}`
    case 'at-most':
      return `${label} ≤ ${values.map(one).join('')}`
    case 'not-in':
      return `${label} ≠ ${values.length > 3 ? words.chosen(values.length) : values.map(one).join(', ')}`
    case 'within':
      return `${label}: ${period === undefined ? words.empty : words.period(period)}`
    case 'contains':
      return `${label} ${words.op(op)} “${values.map(one).join('')}”`
    case 'is-empty':
    case 'is-not-empty':
      return `${label} ${words.op(op)}`
  }
}
