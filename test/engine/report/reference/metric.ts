import type { Stat } from '../../../../src/contract/report-spec.ts'
import type { Days } from './calendar.ts'
import type { Linked, World } from './linked.ts'
import type { Text } from './rows.ts'

/** One row that may count for a metric. */
export interface Item {
  /** The metric's own date: what `date` shows and `period` filters. */
  readonly at: Text
  readonly linked: Linked
  /** What is counted once however often it stands in a cell: a deal with several lines, a customer with several orders. */
  readonly thing: object | string
  readonly value: number | null
}

export type Fact =
  | 'lead'
  | 'deal'
  | 'activity'
  | 'order'
  | 'payment'
  | 'purchase'
  | 'customer'
  | 'spend'
  | 'target'
  | 'worked deal'
  | 'ticket'
  | 'quote'
  | 'quote line'
  | 'order line'
  | 'contract'
  | 'delivered order'
  | 'instalment'
  | 'receivable'
  | 'retained customer'

/** What a cell is asked for: as of a day, over a period (none = everything), broken down or filtered by product or not. */
export interface Situation {
  readonly asOf: string
  readonly period: Days | null
  readonly byProduct: boolean
}

export interface Part {
  readonly fact: Fact
  /** As of a day: has no date of its own, a date on a shelf says as of when. */
  readonly isAsOf?: boolean
  /** The first day on which one that is as of a day can be asked. */
  first?(): string | null
  items(situation: Situation): readonly Item[]
}

export interface Metric {
  readonly parts: readonly Part[]
  /** Without a period the last twelve full months. */
  readonly needsPeriod?: boolean
  /** A cell from the items of each part that fall into it. */
  figure(found: readonly (readonly Item[])[], situation: Situation): number | null
  n(found: readonly (readonly Item[])[]): number
}

export type Params = Readonly<Record<string, string | number | boolean>>
export type MakeMetric = (world: World, params: Params, stat: Stat | undefined) => Metric

export const countOf = (items: readonly Item[]): number => new Set(items.map(({ thing }) => thing)).size
export const sumOf = (items: readonly Item[]): number => items.reduce((sum, { value }) => sum + (value ?? 0), 0)
/** Rows that are counted only: what they are worth, and whether a rate turns it into the reporting currency, is not asked. */
export const counted = (part: Part): Part => ({
  ...part,
  items: (situation) => part.items(situation).map((item) => ({ ...item, value: null })),
})
/** A sum of rows none of which says how much is not nothing: it is not known. */
export const knownSumOf = (items: readonly Item[]): number | null =>
  items.length > 0 && items.every(({ value }) => value === null) ? null : sumOf(items)
export const divided = (above: number, below: number): number | null => (below === 0 ? null : above / below)

/** n/a over anything is n/a. */
export const ratioOf = (above: number | null, below: number): number | null => (above === null ? null : divided(above, below))

/** Every thing's own value, its lines added up. */
export function valuesOf(items: readonly Item[]): number[] {
  const values = new Map<object | string, number>()
  for (const { thing, value } of items) if (value !== null) values.set(thing, (values.get(thing) ?? 0) + value)
  return [...values.values()]
}

/** One value of every thing, however often it stands there. */
export function onceOf(items: readonly Item[]): number[] {
  return [...new Map(items.flatMap(({ thing, value }) => (value === null ? [] : [[thing, value] as const]))).values()]
}

/** Quantiles are interpolated at place (n - 1) x p, as Excel's PERCENTILE.INC. */
export function statOf(values: readonly number[], stat: Stat): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const sum = sorted.reduce((total, value) => total + value, 0)
  if (stat === 'count') return sorted.length
  if (Number.isNaN(sum)) return Number.NaN
  if (sorted.length === 0) return stat === 'sum' ? 0 : null
  if (stat === 'sum') return sum
  if (stat === 'average') return sum / sorted.length
  const share = stat === 'min' ? 0 : stat === 'max' ? 1 : stat === 'median' ? 0.5 : Number(stat.slice(1)) / 100
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? 0) - below)
}

/** The share of the things whose value is 1. */
export const share = (part: Part): Metric => ({
  parts: [part],
  figure: ([found = []]) => divided(countOf(found.filter(({ value }) => value === 1)), countOf(found)),
  n: ([found = []]) => countOf(found),
})
export const yes = (is: boolean): number => (is ? 1 : 0)
