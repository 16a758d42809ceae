import { shrunkenSeason, withoutSeason, withSeason } from './seasonality.ts'

export interface PreparedSeries {
  /** From the first known value to the last, holes filled, divided by `unit`. */
  readonly values: Float64Array
  /** The mean size of the values, so that cents and billions are treated alike. */
  readonly unit: number
  /** How many holes were filled. */
  readonly filled: number
  /** How many unknown values follow the last known one: they are foretold first. */
  readonly trailing: number
}

/** Older values than these say nothing of the next ones, and cost time. */
const longest = (period: number) => Math.max(300, 8 * period)

/**
 * A series made ready: null and NaN are holes, filled along the line between their neighbours with the season taken out meanwhile.
 * Throws RangeError where nothing is known or a value is infinite.
 */
export function prepareSeries(series: ArrayLike<number | null>, period: number): PreparedSeries {
  const all = Float64Array.from({ length: series.length }, (_, i) => series[i] ?? Number.NaN)
  const infinite = all.findIndex((at) => at === Infinity || at === -Infinity)
  if (infinite >= 0) throw new RangeError(`value ${infinite} is infinite`)
  const first = all.findIndex((at) => !Number.isNaN(at))
  if (first < 0) throw new RangeError('no value is known')
  const last = all.findLastIndex((at) => !Number.isNaN(at))
  const known = all.slice(Math.max(first, last + 1 - longest(period)), last + 1)
  const holes = known.reduce((count, at) => count + (Number.isNaN(at) ? 1 : 0), 0)
  const whole = holes === 0 ? known : fillHoles(known, period)
  // By the largest first: the sum of huge values must not overflow.
  const peak = whole.reduce((most, at) => Math.max(most, Math.abs(at)), 0)
  const unit = peak > 0 ? (whole.reduce((sum, at) => sum + Math.abs(at / peak), 0) / whole.length) * peak : 1
  return { values: whole.map((at) => at / unit), unit, filled: holes, trailing: all.length - 1 - last }
}

function fillHoles(known: Float64Array, period: number): Float64Array {
  const rough = alongLines(known)
  const season = shrunkenSeason(rough, period)
  if (season.strength === 0) return rough
  const level = alongLines(withoutSeason(known, season))
  return withSeason(level, season, 0).map((at, i) => (Number.isNaN(known[i]!) ? at : known[i]!))
}

function alongLines(known: Float64Array): Float64Array {
  const whole = Float64Array.from(known)
  let before = -1
  for (let i = 0; i < known.length; i += 1) {
    if (Number.isNaN(known[i]!)) continue
    if (before >= 0) {
      for (let k = before + 1; k < i; k += 1) whole[k] = known[before]! + ((known[i]! - known[before]!) * (k - before)) / (i - before)
    }
    before = i
  }
  // The first may have been cut off with what is too old.
  const first = known.findIndex((at) => !Number.isNaN(at))
  return whole.fill(known[first]!, 0, first)
}
