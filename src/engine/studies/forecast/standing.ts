import type { forecastStandingWords } from '../../../contract/study-forecast.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { idsStatement } from '../../report/derived-tables.ts'
import { overdue, undated } from './forecast-drill.ts'
import { dealCategories, openByCategory, plannedFor, type CategorySource, type DealCategory } from './forecast-category.ts'
import type { Days } from './forecast-period.ts'
import type { Known } from './known.ts'

type Standing = keyof typeof forecastStandingWords

/** Every open deal once: those planned for the period by their category, then those past their planned close, planned for later, and without a plan. */
export function standings(known: Known, days: Days, source: CategorySource | null): Statement[] {
  const { spans, open } = known
  const planned: ReadonlyMap<DealCategory | null, readonly number[]> =
    source === null ? new Map([[null, plannedFor(known, days)]]) : openByCategory(known, days, source)
  const inPeriod = new Set([...planned.values()].flat())
  const late = overdue(known, days).filter((row) => !inPeriod.has(row))
  const rest = new Set([...inPeriod, ...late, ...undated(known)])
  const rows: readonly (readonly [Standing, readonly number[]])[] = [
    ...dealCategories.map((category) => [category, planned.get(category) ?? []] as const),
    ['none', planned.get(null) ?? []],
    ['overdue', late],
    ['later', open.filter((row) => !rest.has(row))],
    ['undated', undated(known)],
  ]
  return rows.flatMap(([standing, own], place) =>
    own.length === 0
      ? []
      : [
          idsStatement(
            own.map((row) => spans.deal[row] ?? 0),
            standing,
            place,
          ),
        ],
  )
}
