import { needsLines } from './joins.ts'
import type { GroupingSet, PlannedDimension, PlannedScan, ReportPlan } from './plan.ts'

/** One pass over a fact: the cells of some grouping sets. `dimensions` are those any of the sets breaks down by. */
export interface Batch {
  readonly sets: readonly GroupingSet[]
  readonly dimensions: readonly PlannedDimension[]
  readonly byLine: boolean
}

/** The dimensions that a grain is broken down by. */
export function shelvesOf(plan: ReportPlan, set: GroupingSet): PlannedDimension[] {
  return [...plan.rows.slice(0, set.level), ...(set.across ? plan.columns : [])]
}

/** Sets share a pass, unless rows have to be made distinct by something else for each of them, or buckets of days end on other days. */
export function batchesOf(scan: PlannedScan, plan: ReportPlan): Batch[] {
  const conditioned = [...plan.filters, ...plan.having.flatMap((having) => having.plan.rows)]
  const filteredByLine = conditioned.some(({ definition }) => needsLines(scan.fact, definition))
  if (scan.aside) return [{ sets: [{ level: 0, across: false, shown: false }], dimensions: [], byLine: filteredByLine }]
  const groups = new Map<string, GroupingSet[]>()
  for (const set of plan.sets) {
    const dimensions = shelvesOf(plan, set)
    const byLine = filteredByLine || dimensions.some(({ definition }) => needsLines(scan.fact, definition))
    const dates = dimensions.filter(({ definition }) => definition.id === 'date').map(({ key }) => key)
    // A row is one row for each value of what its lines say; all else follows from the row.
    const ofLines = dimensions.filter(({ definition }) => needsLines(scan.fact, definition)).map(({ key }) => key)
    const key = `${byLine ? `lines ${ofLines.join()}` : ''}|${scan.snapshot ? dates.join() : ''}`
    groups.set(key, [...(groups.get(key) ?? []), set])
  }
  return [...groups.entries()].map(([key, sets]) => {
    const used = new Set(sets.flatMap((set) => shelvesOf(plan, set)))
    return { sets, dimensions: [...plan.rows, ...plan.columns].filter((dimension) => used.has(dimension)), byLine: !key.startsWith('|') }
  })
}
