import { amountAt } from './deal-history.ts'
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
  /** How much all deals swing together, as a share of what they are expected to bring. */
  readonly swing: number
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

/** An open deal on a day it is looked at: `place` is that of its stage, or behind all stages where none is known. */
interface Look {
  readonly row: number
  readonly deal: number
  readonly place: number
  readonly band: number
  /** Counts back from the last day that is looked at. */
  readonly week: number
  readonly isWon: boolean
}

/** Looks at every deal that was open, once a week in the last `historyDays`, from days whose windows have ended by now. Deals come one after the other. */
function look(known: Known, { after, within }: Window, historyDays: number, visit: (seen: Look) => void): void {
  const { day, spans, closings, closingOf, stages, stagesFrom, firstDay } = known
  const places = new Map(stages.map(({ id }, place) => [id, place]))
  const last = day - within
  const first = firstDay === null ? Infinity : Math.max(firstDay, last - historyDays)
  for (let row = 0; row < spans.deal.length; row += 1) {
    const begin = Math.max(first, spans.from[row] || -Infinity)
    const end = Math.min(last, Number.isNaN(spans.to[row]) ? Infinity : (spans.to[row] ?? 0) - 1)
    if (begin > end) continue
    const deal = spans.deal[row] ?? 0
    const created = spans.created[row] ?? Number.NaN
    const closing = closingOf.get(deal)
    const wonOn = closing !== undefined && closings.isWon[closing] === 1 ? (closings.closed[closing] ?? Infinity) : Infinity
    const stage = places.get(spans.stage[row] ?? -1) ?? stages.length
    for (let week = Math.floor((last - begin) / daysBetweenLooks); week >= 0; week -= 1) {
      const on = last - daysBetweenLooks * week
      if (on > end) break
      const place = stagesFrom === null || on < stagesFrom ? stages.length : stage
      visit({ row, deal, place, band: ageBand(created, on), week, isWon: wonOn > on + after && wonOn <= on + within })
    }
  }
}

/**
 * The measured chance of an open deal to be won within a window of days, by its stage and age: every deal that was open is looked at once a week,
 * and counts as won if it was won within the window. Like deals count where there are `least` of them, else all of the stage, else all.
 */
export function closingChances(known: Known, window: Window, historyDays: number, least: number): Chances {
  const { stages } = known
  const places = new Map(stages.map(({ id }, place) => [id, place]))
  const cells = tally((stages.length + 1) * bandCount)
  const byStage = tally(stages.length + 1)
  const all = tally(1)
  look(known, window, historyDays, ({ deal, place, band, isWon }) => {
    cells.add(place * bandCount + band, deal, isWon)
    byStage.add(place, deal, isWon)
    all.add(0, deal, isWon)
  })
  const chanceOf = (place: number, band: number): Chance | null => {
    const levels = [
      ['stage-age', cells.at(place * bandCount + band)],
      ['stage', byStage.at(place)],
      ['all', all.at(0)],
    ] as const
    const found = levels.find(([, { deals }]) => deals >= least)
    return found === undefined ? null : { level: found[0], tried: found[1], chance: found[1].won / found[1].looks }
  }
  return {
    all: all.at(0),
    of: (stage, band) => chanceOf(places.get(stage) ?? stages.length, band),
    swing: swingOf(known, window, historyDays, chanceOf),
  }
}

/** So many weeks tell how much one differs from the other. */
const fewestWeeks = 8
const widestSwing = 0.5

/**
 * How much more what open deals brought differed from week to week than independent deals can, as a share of what was expected: Σ((came - expected)² -
 * Σ amount² p (1 - p)) over Σ expected², its root. Good and bad times, holidays, a stage that got slow: what all deals have in common.
 */
function swingOf(known: Known, window: Window, historyDays: number, chanceOf: (place: number, band: number) => Chance | null): number {
  const weeks = Math.floor(historyDays / daysBetweenLooks) + 1
  const [expected, came, spread] = [new Float64Array(weeks), new Float64Array(weeks), new Float64Array(weeks)]
  const chances = new Float64Array((known.stages.length + 1) * bandCount)
  chances.forEach((_, cell) => (chances[cell] = chanceOf(Math.floor(cell / bandCount), cell % bandCount)?.chance ?? 0))
  look(known, window, historyDays, ({ row, place, band, week, isWon }) => {
    const amount = amountAt(known.spans, row)
    const chance = chances[place * bandCount + band] ?? 0
    expected[week]! += amount * chance
    spread[week]! += amount * amount * chance * (1 - chance)
    if (isWon) came[week]! += amount
  })
  if (expected.reduce((count, sum) => count + (sum > 0 ? 1 : 0), 0) < fewestWeeks) return 0
  let [excess, size] = [0, 0]
  expected.forEach((sum, week) => {
    excess += ((came[week] ?? 0) - sum) ** 2 - (spread[week] ?? 0)
    size += sum * sum
  })
  return size > 0 ? Math.min(widestSwing, Math.sqrt(Math.max(0, excess / size))) : 0
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
