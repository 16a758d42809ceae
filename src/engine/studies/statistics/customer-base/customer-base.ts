import { type Refused, refused } from './fit.ts'

/** Expected purchases up to a time from now, which need not be the same model for every use below. */
export type PurchasesUntil = (time: number) => number

export interface ValueOptions {
  /** How many periods ahead, at least 1. */
  readonly periods: number
  /** The length of a period in the model's unit of time: 30.4375 / 7 for months of a model in weeks. */
  readonly periodLength: number
  /** By which a period's money is worth less than the period's before: 0.01 = 1 % a period. */
  readonly discountRate: number
}

/**
 * What a customer will bring, discounted: Σ over periods of the purchases expected in it x the spend expected of a purchase /
 * (1 + rate)^period, paid at the period's end. In the spend's currency; put a margin in by multiplying the spend.
 */
export function customerValue(purchases: PurchasesUntil, spend: number, { periods, periodLength, discountRate }: ValueOptions): number {
  let before = 0
  let value = 0
  for (let period = 1; period <= periods; period += 1) {
    const until = purchases(period * periodLength)
    value += ((until - before) * spend) / (1 + discountRate) ** period
    before = until
  }
  return value
}

/**
 * The repeat purchases expected of a whole customer base by calendar time: at each of `times`, the sum over customers of what a new
 * customer makes in the time since the first purchase. `starts` holds the distinct times of first purchases, `customers` how many
 * began then. Cumulative; the difference of two is what falls between them.
 */
export function expectedOverTime(
  ofNew: PurchasesUntil,
  starts: ArrayLike<number>,
  customers: ArrayLike<number>,
  times: ArrayLike<number>,
): Float64Array {
  const known = new Map<number, number>()
  const until = (time: number): number => {
    // Starts and times lie on a grid of days, so that few differences are distinct.
    const key = Math.round(time * 1e9)
    const kept = known.get(key) ?? ofNew(time)
    known.set(key, kept)
    return kept
  }
  return Float64Array.from(times, (time) => {
    let sum = 0
    for (let i = 0; i < starts.length; i += 1) if (time > starts[i]!) sum += customers[i]! * until(time - starts[i]!)
    return sum
  })
}

export interface HoldOut {
  readonly customers: number
  readonly expected: number
  readonly actual: number
  /** (expected - actual)/actual; null where nothing was bought. */
  readonly totalError: number | null
  /** The mean |expected - actual| of a customer, and the same if everybody were given the mean: a model has to do better. */
  readonly meanError: number
  readonly meanErrorOfMean: number
  /** By purchases before (the last class holds all above): customers, and mean purchases after, expected and actual. */
  readonly classes: readonly {
    readonly frequency: number
    readonly customers: number
    readonly expected: number
    readonly actual: number
  }[]
}

/**
 * How well predictions made from one part of time hold in the next: `expected` and `actual` purchases per customer in the hold-out,
 * `frequency` before it. Throws RangeError where the lengths differ.
 */
export function holdOutError(frequency: ArrayLike<number>, expected: ArrayLike<number>, actual: ArrayLike<number>, lastClass = 7): HoldOut {
  const customers = frequency.length
  if (expected.length !== customers || actual.length !== customers) throw new RangeError('the columns differ in length')
  const classes = Array.from({ length: lastClass + 1 }, (_, at) => ({ frequency: at, customers: 0, expected: 0, actual: 0 }))
  let [sumExpected, sumActual, error, errorOfMean] = [0, 0, 0, 0]
  for (let i = 0; i < customers; i += 1) {
    const one = classes[Math.min(lastClass, frequency[i]!)]!
    one.customers += 1
    one.expected += expected[i]!
    one.actual += actual[i]!
    sumExpected += expected[i]!
    sumActual += actual[i]!
    error += Math.abs(expected[i]! - actual[i]!)
  }
  const mean = sumActual / customers
  for (let i = 0; i < customers; i += 1) errorOfMean += Math.abs(mean - actual[i]!)
  return {
    customers,
    expected: sumExpected,
    actual: sumActual,
    totalError: sumActual === 0 ? null : (sumExpected - sumActual) / sumActual,
    meanError: customers === 0 ? 0 : error / customers,
    meanErrorOfMean: customers === 0 ? 0 : errorOfMean / customers,
    classes: classes
      .filter((at) => at.customers > 0)
      .map((at) => ({ ...at, expected: at.expected / at.customers, actual: at.actual / at.customers })),
  }
}

/** Totals off by more than this say that the model doesn't know these customers; CDNOW's 39 weeks are off by 12 %. */
export const holdOutLimit = 0.3

/**
 * Null where predictions did well enough in the hold-out to be shown: closer to each customer than the mean of all, and off by at most 30 %
 * in total. Else why not. details: totalError (1 where nothing was bought), meanError, meanErrorOfMean, limit.
 */
export function judged({ totalError, meanError, meanErrorOfMean, expected }: HoldOut): Refused | null {
  const off = totalError ?? (expected > 0 ? 1 : 0)
  if (Math.abs(off) <= holdOutLimit && meanError < meanErrorOfMean) return null
  return refused('fails-hold-out', { totalError: off, meanError, meanErrorOfMean, limit: holdOutLimit })
}
