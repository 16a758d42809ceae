import type { FlowRows } from './flow-rows.ts'
import type { StageTally } from './flow-tally.ts'

const day = 86_400

/** What a stage costs, in the reporting currency; null where something to tell it by is missing. */
export interface Bottleneck {
  readonly tally: StageTally
  readonly lostAmount: number
  /** Of the deals that went on from here and are decided, the share that was won. */
  readonly rateAfter: number | null
  /** What those lost here would have brought at that share. */
  readonly lossCost: number | null
  /** Days beyond the median of the stage, over all visits. */
  readonly excessDays: number | null
  /** What those days would have brought: amount x win rate from here / days of a usual win, a day. */
  readonly stayCost: number | null
  readonly cost: number | null
}

/** The stages with what they cost, the dearest first. */
export function bottlenecks({ visits, reached, cycle }: FlowRows, tallies: readonly StageTally[]): Bottleneck[] {
  const found = tallies.map((tally): Bottleneck => {
    const ended = reached.get(tally.stage.id)
    const decided = (ended?.won ?? 0) + (ended?.lost ?? 0)
    const rate = decided === 0 ? null : (ended?.won ?? 0) / decided
    let lostAmount = 0
    let [excessDays, weighted] = [0, 0]
    const after = new Map<number, number>()
    const median = tally.visit.median
    for (const place of tally.places) {
      const amount = Number.isNaN(visits.amount[place] ?? NaN) ? 0 : (visits.amount[place] ?? 0)
      const outcome = visits.outcome[place] ?? 0
      if (outcome === 2) lostAmount += amount
      if (outcome <= 1) after.set(visits.deal[place] ?? 0, visits.status[place] ?? 0)
      const excess = median === null ? 0 : Math.max(0, ((visits.stay[place] ?? NaN) - median) / day)
      if (Number.isNaN(excess)) continue
      excessDays += excess
      weighted += excess * amount
    }
    const statuses = [...after.values()]
    const won = statuses.filter((status) => status === 1).length
    const lost = statuses.filter((status) => status === 2).length
    const rateAfter = won + lost === 0 ? null : won / (won + lost)
    const lossCost = lostAmount === 0 ? 0 : rateAfter === null ? null : lostAmount * rateAfter
    const usual = cycle.seconds === null ? null : cycle.seconds / day
    const stayCost =
      weighted === 0 && median !== null ? 0 : median === null || usual === null || rate === null ? null : (weighted * rate) / usual
    return {
      tally,
      lostAmount,
      rateAfter,
      lossCost,
      excessDays: median === null ? null : excessDays,
      stayCost,
      cost: lossCost === null && stayCost === null ? null : (lossCost ?? 0) + (stayCost ?? 0),
    }
  })
  return found.toSorted((one, other) => (other.cost ?? -1) - (one.cost ?? -1))
}

/** Whether no rate converts some of the amounts: then no sum of them is one. */
export function isUnrated({ is_unrated: marks }: FlowRows['visits']): boolean {
  return marks.some((mark) => mark === 1)
}
