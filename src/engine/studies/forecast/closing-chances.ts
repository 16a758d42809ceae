import type { Known } from './known.ts'

/** Days since a deal was created: the last day of each band but the last; one more band for deals whose creation nobody knows. */
export const ageBands = [30, 60, 90, 180] as const
const bandCount = ageBands.length + 2
export const unknownAge = bandCount - 1

/** How such deals went on from the days they were looked at. */
export interface Tried {
  /** Deals, each counted once. */
  readonly deals: number
  /** Deals and days on which they were looked at. */
  readonly looks: number
  /** Of these, how many were won in time. */
  readonly won: number
}

export interface Chance {
  readonly chance: number
  readonly tried: Tried
  /** What it was measured on: like deals, all of the stage, all deals. */
  readonly level: 'stage-age' | 'stage' | 'all'
}

export interface Chances {
  /** Null where too few deals are known at all. */
  of(stage: number, band: number): Chance | null
  readonly all: Tried
}

/** From the end of a day: what is won more than `after` and at most `within` days later counts. */
export interface Window {
  readonly after: number
  readonly within: number
}

/** The band of a deal's age on a day. */
export function ageBand(created: number, day: number): number {
  if (Number.isNaN(created)) return unknownAge
  const age = day - created
  const band = ageBands.findIndex((last) => age <= last)
  return band === -1 ? ageBands.length : band
}

const daysBetweenLooks = 7

/**
 * The measured chance of an open deal to be won within a window of days, by its stage and age: every deal that was open is looked at once a week
 * in the last `historyDays`, from days whose windows have ended by now, and counts as won if it was won within the window. Like deals count
 * where there are `least` of them, else all of the stage, else all.
 */
export function closingChances(known: Known, { after, within }: Window, historyDays: number, least: number): Chances {
  const { day, spans, closings, closingOf, stages, stagesFrom, firstDay } = known
  const places = new Map(stages.map(({ id }, place) => [id, place]))
  const noStage = stages.length
  const cells = tally((noStage + 1) * bandCount)
  const byStage = tally(noStage + 1)
  const all = tally(1)
  const last = day - within
  const first = firstDay === null ? Infinity : Math.max(firstDay, last - historyDays)
  for (let row = 0; row < spans.deal.length; row += 1) {
    const begin = Math.max(first, spans.from[row] || -Infinity)
    const end = Math.min(last, Number.isNaN(spans.to[row]) ? Infinity : (spans.to[row] ?? 0) - 1)
    const closing = closingOf.get(spans.deal[row] ?? Number.NaN)
    const wonOn = closing !== undefined && closings.isWon[closing] === 1 ? (closings.closed[closing] ?? Infinity) : Infinity
    const stage = places.get(spans.stage[row] ?? -1) ?? noStage
    for (let look = last - daysBetweenLooks * Math.floor((last - begin) / daysBetweenLooks); look <= end; look += daysBetweenLooks) {
      const isWon = wonOn > look + after && wonOn <= look + within
      const place = stagesFrom === null || look < stagesFrom ? noStage : stage
      const deal = spans.deal[row] ?? 0
      cells.add(place * bandCount + ageBand(spans.created[row] ?? Number.NaN, look), deal, isWon)
      byStage.add(place, deal, isWon)
      all.add(0, deal, isWon)
    }
  }
  return {
    all: all.at(0),
    of(stage, band) {
      const place = places.get(stage) ?? noStage
      const levels = [
        ['stage-age', cells.at(place * bandCount + band)],
        ['stage', byStage.at(place)],
        ['all', all.at(0)],
      ] as const
      const found = levels.find(([, { deals }]) => deals >= least)
      return found === undefined ? null : { level: found[0], tried: found[1], chance: found[1].won / found[1].looks }
    },
  }
}

interface Tally {
  add(place: number, deal: number, isWon: boolean): void
  at(place: number): Tried
}

/** Deals come one after the other, so that the last one of each cell tells whether it is new. */
function tally(size: number): Tally {
  const [deals, looks, won] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const lastDeal = new Float64Array(size).fill(Number.NaN)
  return {
    add(place, deal, isWon) {
      if (lastDeal[place] !== deal) deals[place]! += 1
      lastDeal[place] = deal
      looks[place]! += 1
      if (isWon) won[place]! += 1
    },
    at: (place) => ({ deals: deals[place] ?? 0, looks: looks[place] ?? 0, won: won[place] ?? 0 }),
  }
}
