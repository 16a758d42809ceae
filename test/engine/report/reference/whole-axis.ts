import type { DimensionUse, ReportSpec } from '../../../../src/contract/report-spec.ts'
import { bucketDays, bucketValue, plusDays, type Days } from './calendar.ts'
import { dimensions, type Scalar } from './dimensions.ts'
import { figureKey, keyOf, periodOf, type Answer, type Line } from './evaluate.ts'
import type { Model } from './rows.ts'

const alongRows = new Set(['running-total', 'cumulative-share', 'change', 'relative-change', 'moving-average', 'index'])

export const isDate = ({ field }: DimensionUse): boolean => field === 'date' || dimensions[field]?.isDate === true

/** Along a date that something goes along from row to row, no bucket is missing: of the period as far as it has come, else of what is there. */
export function withWholeAxis(expected: Answer, model: Model, spec: ReportSpec): Answer {
  const date = spec.rows.at(-1)
  if (date === undefined || !isDate(date) || !spec.calculations.some(({ as }) => alongRows.has(as))) return expected
  const depth = spec.rows.length
  const details = [...expected.lines.values()].filter(({ values }) => values.length === depth)
  const parents = depth === 1 ? [[]] : [...new Map(details.map(({ values }) => [keyOf(values.slice(0, -1)), values.slice(0, -1)])).values()]
  const buckets = bucketsOf(
    date,
    details.map(({ values }) => values.at(-1) ?? null),
    model,
    spec,
  )
  const lines = new Map<string, Line>(expected.lines)
  for (const parent of parents)
    for (const bucket of buckets) {
      const values = [...parent, bucket]
      if (lines.has(keyOf(values))) continue
      const figures = new Map(
        [...expected.none].flatMap(([id, figure]) => expected.paths.map((path) => [figureKey(id, path), figure] as const)),
      )
      lines.set(keyOf(values), { values, figures })
    }
  return { ...expected, lines }
}

function bucketsOf({ field, grain = 'month' }: DimensionUse, shown: readonly Scalar[], model: Model, spec: ReportSpec): Scalar[] {
  if (grain === 'weekday') return [1, 2, 3, 4, 5, 6, 7]
  if (grain === 'hour') return Array.from({ length: 24 }, (_, hour) => hour)
  const there = shown
    .filter((value) => value !== null)
    .map(String)
    .toSorted()
  const period = field === 'date' ? periodOf(spec) : null
  const { from, to } = endsOf(period, there, spec.asOf ?? model.clock, (day) => String(bucketValue(day, grain, model)))
  const buckets: Scalar[] = []
  for (let day = from; day !== null && to !== null && day <= to; day = plusDays(bucketDays(day, grain, model).to, 1)) buckets.push(day)
  return buckets
}

function endsOf(
  period: Days | null,
  there: readonly string[],
  asOf: string,
  bucketOf: (day: string) => string,
): { readonly from: string | null; readonly to: string | null } {
  const [first = null, last = null] = [there[0], there.at(-1)]
  if (period === null) return { from: first, to: last }
  const reached = [period.to, [asOf, period.from].toSorted()[1] ?? asOf].toSorted()[0] ?? period.to
  return { from: bucketOf(period.from), to: [bucketOf(reached), last ?? ''].toSorted()[1] ?? null }
}
