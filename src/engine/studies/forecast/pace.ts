import { ageBand, closingChances, type Chance, type Window } from './closing-chances.ts'
import { amountAt } from './deal-history.ts'
import type { Days } from './forecast-period.ts'
import type { Known } from './known.ts'
import { newDeals, type NewDeals } from './new-deals.ts'
import { wonRows } from './won-series.ts'

/** Open deals of one stage and age, and their chance to be won in time. */
export interface PaceCell {
  readonly stage: number
  readonly band: number
  /** Rows of open spans. */
  readonly rows: readonly number[]
  readonly amounts: Float64Array
  readonly amount: number
  readonly chance: Chance
}

export interface Pace {
  /** What counts from the day of the forecast on. */
  readonly window: Window
  readonly booked: { readonly rows: readonly number[]; readonly amount: number }
  /** Null where too few deals were open long enough ago. */
  readonly cells: readonly PaceCell[] | null
  /** How many deals' chances are measured on, where they are too few. */
  readonly tried: number
  /** How much open deals swing together, see `Chances`. */
  readonly swing: number
  readonly fresh: NewDeals | null
}

/** Everything that the pace and the simulation are made of: what is won, what is open and what is still to come. */
export function paceOf(known: Known, days: Days, historyDays: number, least: number): Pace {
  const window: Window = { after: Math.max(0, days.from - 1 - known.day), within: days.to - known.day }
  const rows = wonRows(known, { from: days.from, to: Math.min(days.to, known.day) })
  const chances = closingChances(known, window, historyDays, least)
  // Where nothing is open it takes no chances, but a past all the same.
  const isTooFew = chances.all.deals < least && (known.open.length > 0 || known.closings.deal.length < least)
  return {
    window,
    booked: { rows, amount: rows.reduce((sum, row) => sum + amountAt(known.closings, row), 0) },
    cells: isTooFew ? null : cellsOf(known, chances.of),
    tried: chances.all.deals,
    swing: chances.swing,
    fresh: newDeals(known, window),
  }
}

function cellsOf({ spans, open, stages, day }: Known, chanceOf: (stage: number, band: number) => Chance | null): PaceCell[] {
  const order = new Map(stages.map(({ id }, place) => [id, place]))
  const groups = new Map<number, number[]>()
  const bandsPerStage = 100
  for (const row of open) {
    const place = order.get(spans.stage[row] ?? -1) ?? stages.length
    const key = place * bandsPerStage + ageBand(spans.created[row] ?? Number.NaN, day)
    const rows = groups.get(key)
    if (rows === undefined) groups.set(key, [row])
    else rows.push(row)
  }
  return [...groups]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([key, rows]) => {
      const stage = stages[Math.floor(key / bandsPerStage)]?.id ?? -1
      const chance = chanceOf(stage, key % bandsPerStage)
      const amounts = Float64Array.from(rows, (row) => amountAt(spans, row))
      const amount = amounts.reduce((sum, worth) => sum + worth, 0)
      return chance === null ? [] : [{ stage, band: key % bandsPerStage, rows, amounts, amount, chance }]
    })
}

/** What the open deals are expected to bring in time. */
export function expectedOfOpen(cells: readonly PaceCell[]): number {
  return cells.reduce((sum, { amount, chance }) => sum + amount * chance.chance, 0)
}
