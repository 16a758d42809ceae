import type { ChartKind, ValueFormat } from '../../src/contract/documents.ts'
import type { Calculation, DimensionUse, Filter, MetricFilter, ReportSpec, ValueUse } from '../../src/contract/report-spec.ts'
import type { LocalText } from '../../src/contract/text.ts'
import type { editingEn } from './text.en.ts'

export type DifferenceKey = Extract<keyof typeof editingEn, `diff${string}`>

/** What differences are told with, in one language. */
export interface DifferenceWords {
  readonly text: (key: DifferenceKey, values?: Readonly<Record<string, string | number>>) => string
  readonly local: (text: LocalText) => string
  readonly dimension: (use: DimensionUse) => string
  readonly value: (value: ValueUse) => string
  readonly filter: (filter: Filter) => string
  readonly condition: (condition: MetricFilter) => string
  readonly period: (period: ReportSpec['period']) => string
  readonly comparison: (comparison: ReportSpec['compare'][number]) => string
  readonly calculation: (calculation: Calculation) => string
  readonly chart: (kind: ChartKind) => string
  readonly format: (format: ValueFormat | undefined) => string
  readonly day: (day: string) => string
}

/** One thing that became another: `Chart: Table → Bars`. Nothing where both read the same. */
export function became(name: string, before: string, after: string, { text }: DifferenceWords): string[] {
  return before === after ? [] : [text('diffBecame', { name, before: before || text('diffNone'), after: after || text('diffNone') })]
}

/** What came into a list and what left it; one for one is a change, the same things otherwise placed a new order. */
export function listChanged(name: string, before: readonly string[], after: readonly string[], words: DifferenceWords): string[] {
  const [gone, come] = [without(before, after), without(after, before)]
  if (gone.length === 1 && come.length === 1) return became(name, gone[0] ?? '', come[0] ?? '', words)
  const parts = [...come.map((one) => `+ ${one}`), ...gone.map((one) => `− ${one}`)]
  if (parts.length > 0) return [words.text('diffList', { name, parts: parts.join(words.text('diffComma')) })]
  if (before.every((one, place) => one === after[place])) return []
  return [words.text('diffOrder', { name, parts: after.join(words.text('diffComma')) })]
}

/** What of a list is not in another; two of a kind count as two. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other]
  return list.filter((one) => {
    const place = left.indexOf(one)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

/** Whether two documents' parts hold the same, whatever the order of their keys. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.map(([key, one]): [string, unknown] => [key, sorted(one)]).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}
