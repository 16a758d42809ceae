import { adjustedForDiscoveries } from '../statistics/false-discoveries.ts'
import { differenceInterval, proportionTest } from '../statistics/proportions.ts'
import { tallyOf, type WinLossFacts } from './win-loss-facts.ts'

/** A value of a field whose deals are won more or less often than all others. */
export interface Driver {
  readonly field: string
  readonly value: string | null
  readonly won: number
  readonly decided: number
  readonly rate: number
  /** The rate less that of all other decided deals, with its 95 % interval. */
  readonly difference: number
  readonly from: number
  readonly to: number
  /** Two-sided, adjusted for how many values were tried (Benjamini and Hochberg). */
  readonly p: number
}

/** Fields that are filled for deals of one outcome alone, as a competitor that is written down when a deal is lost: they tell how it ended, not why. */
export function afterwards({ drivers }: WinLossFacts): string[] {
  return drivers.flatMap(({ field, groups: rows }) => {
    const filled = tallyOf(
      rows.filter(({ value }) => value !== null),
      false,
    )
    const empty = tallyOf(
      rows.filter(({ value }) => value === null),
      false,
    )
    const isOneSided = filled.against > 0 && (filled.won === 0 || filled.lost === 0)
    return isOneSided && empty.won > 0 && empty.lost > 0 ? [field] : []
  })
}

/** Every value with enough deals on both sides, the surest first, but for fields that are filled afterwards. What goes with winning need not cause it. */
export function findDrivers(facts: WinLossFacts, leastDeals: number): Driver[] {
  const { drivers, groups } = facts
  const all = tallyOf(groups, false)
  const told = new Set(afterwards(facts))
  const tried = drivers
    .filter(({ field }) => !told.has(field))
    .flatMap(({ field, groups: rows }) =>
      [...new Set(rows.map(({ value }) => value))].flatMap((value) => {
        const own = tallyOf(
          rows.filter((row) => row.value === value),
          false,
        )
        const one = { successes: own.won, trials: own.against }
        const rest = { successes: all.won - own.won, trials: all.against - own.against }
        if (one.trials < leastDeals || rest.trials < leastDeals) return []
        const { p } = proportionTest(one, rest)
        const { value: difference, lower, upper } = differenceInterval(one, rest)
        if (p === null || difference === null) return []
        return [{ field, value, won: own.won, decided: own.against, rate: own.won / own.against, difference, from: lower, to: upper, p }]
      }),
    )
  const adjusted = adjustedForDiscoveries(tried.map(({ p }) => p))
  return tried.map((driver, place) => ({ ...driver, p: adjusted[place] ?? 1 })).toSorted((a, b) => a.p - b.p || b.decided - a.decided)
}

/** Of the values called out at this level one in twenty is expected to be chance. */
export const callOutAt = 0.05
