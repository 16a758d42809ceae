import { divided } from '../statistics/attribution/largest-remainder.ts'
import { rowsOf, type DealHistory } from './deal-history.ts'
import type { Estimate } from './estimate.ts'
import type { ForecastMethod } from '../../../contract/study-forecast.ts'

/** Deals of one value of the breakdown; `pooled` are those of values that are too small to be foretold alone. */
export interface Group {
  readonly kind: 'value' | 'pooled'
  readonly value: string | null
  readonly history: DealHistory
  /** How many values are pooled; 1 else. */
  readonly values: number
}

export interface Part extends Omit<Group, 'history'> {
  readonly open: number
  readonly method: ForecastMethod
  /** As the method says it of these deals alone. */
  readonly alone: Estimate
  /** As it stands in the whole: the parts add up to it, to the cent. */
  readonly reconciled: number
  /** By how much what is not won yet was moved to get there; null where nothing was said of it. */
  readonly factor: number | null
}

/** The history of each code, in order; deals without a code are in none. */
export function splitHistory(history: DealHistory, codeOf: (deal: number) => number, count: number): DealHistory[] {
  const split = (deals: Float64Array): number[][] => {
    const rows = Array.from({ length: count }, (): number[] => [])
    deals.forEach((deal, row) => rows[codeOf(deal)]?.push(row))
    return rows
  }
  const [spans, closings] = [split(history.spans.deal), split(history.closings.deal)]
  return spans.map((rows, code) => ({
    ...history,
    spans: rowsOf(history.spans, rows),
    closings: rowsOf(history.closings, closings[code] ?? []),
  }))
}

/** The deals of several histories together. */
export function joinedHistory(history: DealHistory, codeOf: (deal: number) => number, codes: ReadonlySet<number>): DealHistory {
  const rows = (deals: Float64Array): number[] => [...deals.keys()].filter((row) => codes.has(codeOf(deals[row] ?? Number.NaN)))
  return {
    ...history,
    spans: rowsOf(history.spans, rows(history.spans.deal)),
    closings: rowsOf(history.closings, rows(history.closings.deal)),
  }
}

interface Whole {
  readonly booked: number
  readonly value: number
}

/** What a part is won so far, how many of its deals are open, and what it is foretold alone; null where it can't be. */
interface Alone {
  readonly booked: number
  readonly open: number
  readonly value: number | null
}

/**
 * Brings parts to what the whole says. What is won stands. What is still to come is shared out in proportion to what each part says of it; a part that
 * can't be foretold gets of what these leave no more than its share of the open deals. In cents, which add up.
 */
export function reconcile(whole: Whole, parts: readonly Alone[]): { readonly reconciled: number; readonly factor: number | null }[] {
  const toCome = parts.map(({ booked, value }) => (value === null ? null : Math.max(0, value - booked)))
  const told = toCome.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const openOf = (counts: (place: number) => boolean): number => parts.reduce((sum, { open }, place) => sum + (counts(place) ? open : 0), 0)
  const untold = openOf((place) => toCome[place] === null)
  const rest = Math.max(0, whole.value - whole.booked)
  const left = untold === 0 ? 0 : Math.min(Math.max(0, rest - told), (rest * untold) / openOf(() => true))
  const factor = told > 0 ? (rest - left) / told : null
  const weights = toCome.map((one, place) =>
    one === null ? (untold === 0 ? 0 : (left * (parts[place]?.open ?? 0)) / untold) : one * (factor ?? 0),
  )
  const sum = weights.reduce((all, one) => all + one, 0)
  const cents = sum > 0 ? divided(Math.round(sum * 100), weights) : weights.map(() => 0)
  return parts.map(({ booked, value }, place) => ({
    reconciled: booked + (cents[place] ?? 0) / 100,
    factor: value === null ? null : factor,
  }))
}
