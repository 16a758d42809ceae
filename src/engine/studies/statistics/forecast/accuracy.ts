/** The mean of 200 |a - f|/(|a| + |f|), in percent; a step where both are 0 is no error (Makridakis and Hibon 2000). */
export function symmetricError(actual: ArrayLike<number>, foretold: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < actual.length; i += 1) {
    const size = Math.abs(actual[i]!) + Math.abs(foretold[i]!)
    if (size > 0) sum += (200 * Math.abs(actual[i]! - foretold[i]!)) / size
  }
  return sum / actual.length
}

/** The mean absolute error in units of the mean step from season to season before (Hyndman and Koehler 2006); null where there is none. */
export function scaledError(
  before: ArrayLike<number>,
  period: number,
  actual: ArrayLike<number>,
  foretold: ArrayLike<number>,
): number | null {
  let scale = 0
  for (let i = period; i < before.length; i += 1) scale += Math.abs(before[i]! - before[i - period]!)
  if (!(scale > 0)) return null
  scale /= before.length - period
  let sum = 0
  for (let i = 0; i < actual.length; i += 1) sum += Math.abs(actual[i]! - foretold[i]!)
  return sum / actual.length / scale
}

/** Σ|a - f|/Σ|a|, as a share; null where nothing was there. */
export function weightedError(actual: ArrayLike<number>, foretold: ArrayLike<number>): number | null {
  let [sum, size] = [0, 0]
  for (let i = 0; i < actual.length; i += 1) {
    sum += Math.abs(actual[i]! - foretold[i]!)
    size += Math.abs(actual[i]!)
  }
  return size > 0 ? sum / size : null
}

/** Σ(f - a)/Σ|a|: above 0 too much was foretold; null where nothing was there. */
export function bias(actual: ArrayLike<number>, foretold: ArrayLike<number>): number | null {
  let [sum, size] = [0, 0]
  for (let i = 0; i < actual.length; i += 1) {
    sum += foretold[i]! - actual[i]!
    size += Math.abs(actual[i]!)
  }
  return size > 0 ? sum / size : null
}

/** The share of values that lie in their interval, ends included. */
export function coverage(
  actual: ArrayLike<number>,
  { lower, upper }: { readonly lower: ArrayLike<number>; readonly upper: ArrayLike<number> },
): number {
  let inside = 0
  for (let i = 0; i < actual.length; i += 1) if (lower[i]! <= actual[i]! && actual[i]! <= upper[i]!) inside += 1
  return inside / actual.length
}
