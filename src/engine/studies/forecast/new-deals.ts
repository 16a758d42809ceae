import { amountAt } from './deal-history.ts'
import type { Window } from './closing-chances.ts'
import type { Known } from './known.ts'

/** What deals that were not open at the beginning of a window brought within it, for every window of the last year or so. */
export interface NewDeals {
  /** Money of each window, from the earliest on; they begin one day apart. */
  readonly sums: Float64Array
  /** Of a window, at the mean. */
  readonly money: number
}

/** Windows have to begin on so many different days. */
const fewestWindows = 30
const usualDays = 365

/** Null where less is known than a window and thirty days. Wins that no row of an open deal tells of (created and closed on one day) are among them. */
export function newDeals({ day, spans, closings, closingOf, firstDay }: Known, { after, within }: Window): NewDeals | null {
  if (firstDay === null) return null
  const first = Math.max(firstDay, day - Math.max(usualDays, 2 * within))
  const last = day - within
  const size = last - first + 1
  if (size < fewestWindows) return null
  const money = new Float64Array(size + 1)
  const add = (from: number, to: number, row: number, sign: 1 | -1): void => {
    const [begin, end] = [Math.max(first, from), Math.min(last, to)]
    if (begin > end) return
    const amount = sign * amountAt(closings, row)
    money[begin - first]! += amount
    money[end - first + 1]! -= amount
  }
  for (let row = 0; row < closings.deal.length; row += 1) {
    const closed = closings.closed[row] ?? 0
    if (closings.isWon[row] === 1) add(closed - within, closed - after - 1, row, 1)
  }
  for (let row = 0; row < spans.deal.length; row += 1) {
    const closing = closingOf.get(spans.deal[row] ?? Number.NaN)
    if (closing === undefined || closings.isWon[closing] !== 1) continue
    const closed = closings.closed[closing] ?? 0
    const to = Number.isNaN(spans.to[row]) ? Infinity : (spans.to[row] ?? 0) - 1
    add(Math.max(closed - within, spans.from[row] || -Infinity), Math.min(closed - after - 1, to), closing, -1)
  }
  const sums = running(money).subarray(0, size)
  return { sums, money: mean(sums) }
}

function running(steps: Float64Array): Float64Array {
  let level = 0
  // Sums of differences of money leave dust where there is nothing.
  return steps.map((step) => Math.round((level += step) * 10_000) / 10_000)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
