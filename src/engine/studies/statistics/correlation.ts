import { studentTwoSided } from './distributions.ts'

export interface Correlation {
  /** Between -1 and 1; null where one side doesn't vary or n < 2. */
  readonly coefficient: number | null
  /** Two-sided, by Student's t with n - 2 degrees of freedom; null where there is no coefficient or n < 3. */
  readonly p: number | null
  readonly n: number
}

/** Pearson's correlation of pairs. Throws RangeError where the lengths differ or a number isn't finite. */
export function pearson(one: ArrayLike<number>, other: ArrayLike<number>): Correlation {
  const n = one.length
  if (other.length !== n) throw new RangeError('the two sides differ in length')
  let [meanOne, meanOther] = [0, 0]
  for (let i = 0; i < n; i += 1) {
    if (!Number.isFinite(one[i]!) || !Number.isFinite(other[i]!)) throw new RangeError(`pair ${i} isn't finite`)
    meanOne += (one[i]! - meanOne) / (i + 1)
    meanOther += (other[i]! - meanOther) / (i + 1)
  }
  let [squareOne, squareOther, product] = [0, 0, 0]
  for (let i = 0; i < n; i += 1) {
    const [dOne, dOther] = [one[i]! - meanOne, other[i]! - meanOther]
    squareOne += dOne * dOne
    squareOther += dOther * dOther
    product += dOne * dOther
  }
  // What rounding leaves of values that are all the same isn't variation.
  const isFlat = squareOne <= n * (1e-14 * meanOne) ** 2 || squareOther <= n * (1e-14 * meanOther) ** 2
  if (n < 2 || isFlat) return { coefficient: null, p: null, n }
  const coefficient = Math.max(-1, Math.min(1, product / (Math.sqrt(squareOne) * Math.sqrt(squareOther))))
  if (n < 3) return { coefficient, p: null, n }
  const rest = (1 - coefficient) * (1 + coefficient)
  return { coefficient, p: rest <= 0 ? 0 : studentTwoSided(coefficient * Math.sqrt((n - 2) / rest), n - 2), n }
}

/** Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank; p by Student's t, as pearson. */
export function spearman(one: ArrayLike<number>, other: ArrayLike<number>): Correlation {
  return pearson(meanRanks(one), meanRanks(other))
}

/** The ranks of values from 1, equal values at the mean of the ranks they take. */
export function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1
    for (let k = from; k < to; k += 1) ranks[order[k]!] = (from + 1 + to) / 2
    from = to
  }
  return ranks
}
