import { normalCdf, normalQuantile } from './distributions.ts'
import { randomFrom } from './random.ts'
import { incompleteBeta } from './special-functions.ts'

/** The quantile at 0 <= p <= 1 of ascending values, between neighbours in proportion (type 7 of Hyndman and Fan 1996); NaN of none. */
export function quantileOf(ascending: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`no quantile at ${p}`)
  const n = ascending.length
  if (n === 0) return Number.NaN
  const place = (n - 1) * p
  const below = Math.floor(place)
  const low = ascending[below]!
  const share = place - below
  return share === 0 ? low : low + share * (ascending[below + 1]! - low)
}

export function medianOf(values: ArrayLike<number>): number {
  return quantileOf(Float64Array.from(values).sort(), 0.5)
}

export interface QuantileInterval {
  readonly value: number
  /** Values of the sample; null where it is too small for a bound on that side. */
  readonly lower: number | null
  readonly upper: number | null
}

/**
 * A quantile of ascending values and its interval between two of them, whatever the distribution (Thompson 1936; David and Nagaraja 2003, 7.1):
 * holds at least the confidence, and is quick at any size. Null of no values.
 */
export function quantileInterval(ascending: ArrayLike<number>, p: number, confidence = 0.95): QuantileInterval | null {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`${confidence} isn't a confidence`)
  const n = ascending.length
  const value = quantileOf(ascending, p)
  if (n === 0) return null
  const tail = (1 - confidence) / 2
  // P(at most k of n lie below the quantile) = I_(1-p)(n-k, k+1).
  const atMost = (k: number) => (k < 0 ? 0 : k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1))
  const lower = firstWhere(n, (k) => atMost(k) > tail)
  const upper = firstWhere(n, (k) => atMost(k) >= 1 - tail) + 1
  return { value, lower: lower >= 1 ? ascending[lower - 1]! : null, upper: upper <= n ? ascending[upper - 1]! : null }
}

/** The smallest k from 0 to n for which `holds`, which from some k on does. */
function firstWhere(n: number, holds: (k: number) => boolean): number {
  let [low, high] = [0, n]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

export interface BootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number
  /** 0.95 unless told. */
  readonly confidence?: number
  /** 2,000 unless told. */
  readonly resamples?: number
}

export interface BootstrapInterval {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/**
 * A statistic of values and its interval by resampling, corrected for bias and skew (BCa, Efron 1987); by plain percentiles where the correction
 * can't be worked out (all resamples alike). `statistic` gets a buffer it may sort. Null for fewer than two values. Throws RangeError at a
 * confidence outside (0, 1). For medians of many values `quantileInterval` is quicker.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (sample: Float64Array) => number,
  { seed, confidence = 0.95, resamples = 2000 }: BootstrapOptions,
): BootstrapInterval | null {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`${confidence} isn't a confidence`)
  const n = values.length
  if (n < 2) return null
  const whole = Float64Array.from(values)
  const value = statistic(whole.slice())
  const random = randomFrom(seed)
  const sample = new Float64Array(n)
  const found = new Float64Array(resamples)
  for (let k = 0; k < resamples; k += 1) {
    for (let i = 0; i < n; i += 1) sample[i] = whole[Math.floor(random() * n)]!
    found[k] = statistic(sample)
  }
  found.sort()
  const [low, high] = placesOf(whole, statistic, value, found, (1 - confidence) / 2)
  return { value, lower: quantileOf(found, low), upper: quantileOf(found, high) }
}

/** Where in the resamples the bounds stand. */
function placesOf(
  whole: Float64Array,
  statistic: (sample: Float64Array) => number,
  value: number,
  found: Float64Array,
  tail: number,
): readonly [number, number] {
  // Equal ones count half: a median has many.
  const below = found.reduce((count, at) => count + (at < value ? 1 : at === value ? 0.5 : 0), 0) / found.length
  const shift = normalQuantile(below)
  const skew = skewOf(whole, statistic)
  const moved = (z: number) => normalCdf(shift + (shift + z) / (1 - skew * (shift + z)))
  const places = [moved(normalQuantile(tail)), moved(normalQuantile(1 - tail))] as const
  return places.every((at) => Number.isFinite(at)) ? places : [tail, 1 - tail]
}

/** The acceleration, from leaving out one value at a time (at most 200 of them, evenly). */
function skewOf(whole: Float64Array, statistic: (sample: Float64Array) => number): number {
  const step = Math.ceil(whole.length / 200)
  const left: number[] = []
  for (let i = 0; i < whole.length; i += step) left.push(statistic(whole.filter((_, k) => k !== i)))
  const mean = left.reduce((sum, at) => sum + at, 0) / left.length
  const [squares, cubes] = left.reduce(([two, three], at) => [two + (mean - at) ** 2, three + (mean - at) ** 3], [0, 0])
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0
}
