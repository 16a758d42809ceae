import type { GroupingSet, PlannedCalculation } from './plan.ts'
import type { SettledSpec } from './settle-spec.ts'

/**
 * The grains a report is computed at, detail first. What n or a share is read from is among them, hidden where it
 * isn't asked for.
 */
export function groupingSets(
  spec: Pick<SettledSpec, 'rows' | 'totals'>,
  calculations: readonly PlannedCalculation[],
  hasColumns: boolean,
  needsGrand: boolean,
): GroupingSet[] {
  const detail = spec.rows.length
  const rows = spec.totals?.rows ?? 'none'
  const shownLevels = new Set([
    detail,
    ...(rows === 'none' ? [] : [0]),
    ...(rows === 'all-levels' ? Array.from({ length: detail }, (_, level) => level) : []),
  ])
  const readsGrand = needsGrand || calculations.some(({ as }) => as === 'share-of-total')
  const levels = new Set([...shownLevels, ...(readsGrand ? [0] : [])])
  const readsParents = calculations.some(({ as }) => as === 'share-of-parent' || as === 'cumulative-share')
  if (readsParents && detail > 0) levels.add(detail - 1)
  if (readsParents && rows === 'all-levels') for (const level of shownLevels) levels.add(Math.max(level - 1, 0))
  const sets: GroupingSet[] = []
  for (const level of [...levels].sort((a, b) => b - a)) {
    if (hasColumns) sets.push({ level, across: true, shown: shownLevels.has(level) })
    const isTotal = spec.totals?.columns === 'grand'
    if (!hasColumns || isTotal || (readsGrand && level === 0))
      sets.push({ level, across: false, shown: shownLevels.has(level) && (!hasColumns || isTotal) })
  }
  return sets
}

/** How a set is named in the cells: level * 2, plus one across the columns. */
export function setCode({ level, across }: Pick<GroupingSet, 'level' | 'across'>): number {
  return level * 2 + (across ? 1 : 0)
}
