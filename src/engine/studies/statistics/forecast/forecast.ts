import { autoregressiveForecast } from './autoregression.ts'
import { complexForecast } from './complex-smoothing.ts'
import { fitTheta, thetaErrors, thetaForecast } from './dynamic-theta.ts'
import { withoutExtremes } from './outliers.ts'
import { prepareSeries } from './prepared-series.ts'
import { type Season, shrunkenSeason, withoutSeason, withSeason } from './seasonality.ts'
import { bestSmoothing, smoothingForecast } from './smoothing.ts'

export interface Interval {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export interface Forecast {
  /** The next `horizon` values after the end of the series. */
  readonly point: Float64Array
  /** In which four of five, and 19 of 20, of such values are expected. */
  readonly interval80: Interval
  readonly interval95: Interval
  /** Values that went in, holes that were filled on the way, and how much of a season was seen (0 to 1). */
  readonly known: number
  readonly filled: number
  readonly seasonStrength: number
}

/** Below this a series is carried on as it is: there is nothing to fit. */
const fewest = 5

/**
 * Forecasts a series of equal steps: `period` = steps in a season (12 for months, 4 for quarters, 1 for none). Deterministic and without
 * options. The season is drawn towards none as chance explains it; five methods forecast what is left - dynamic Theta on values and on
 * logarithms, smoothing chosen by Akaike's criterion, complex smoothing, an autoregression of steps - and the mean of the middle three at each
 * step is the forecast (a robust form of the combination of Petropoulos and Svetunkov 2020). null and NaN are holes; unknown values at the
 * end are foretold first. Where no value is negative, no forecast is. Throws RangeError where no value is known, one is infinite, or `period` or
 * `horizon` isn't a whole number from 1 on.
 */
export function forecast(series: ArrayLike<number | null>, period: number, horizon: number): Forecast {
  for (const count of [period, horizon]) if (!(Number.isInteger(count) && count >= 1)) throw new RangeError(`${count} isn't a count`)
  const { values, unit, filled, trailing } = prepareSeries(series, period)
  const steps = horizon + trailing
  const found = foretell(values, period, steps)
  const finished = (column: Float64Array) =>
    column.slice(trailing).map((at) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, at * unit)))
  const interval = ({ lower, upper }: Interval) => ({ lower: finished(lower), upper: finished(upper) })
  return {
    point: finished(found.point),
    interval80: interval(found.interval80),
    interval95: interval(found.interval95),
    known: values.length - filled,
    filled,
    seasonStrength: found.seasonStrength,
  }
}

type Foretold = Pick<Forecast, 'point' | 'interval80' | 'interval95' | 'seasonStrength'>

function foretell(values: Float64Array, period: number, horizon: number): Foretold {
  if (values.length < fewest || values.every((at) => at === values[0])) return carriedOn(values, horizon)
  const { season, level } = seasonAndLevel(values, period)
  const isPositive = level.every((at) => at > 0)
  const floor = values.every((at) => at >= 0)
    ? isPositive
      ? 0.05 * level.reduce((least, at) => Math.min(least, at), Infinity)
      : 0
    : -Infinity
  const members = membersOf(level, isPositive, horizon).map((member) => kept(member, level, floor))
  // Within less than two seasons nothing tells a trend from a season: half the way from the last value has to do.
  const last = period > 1 && values.length < 2 * period ? level[level.length - 1]! : Number.NaN
  const middle = Float64Array.from({ length: horizon }, (_, step) => {
    const mean = middleMean(members.map((member) => member[step]!))
    return Number.isNaN(last) ? mean : (mean + last) / 2
  })
  // Errors that grow with the level are even on logarithms.
  const scaled = (column: Float64Array) => (isPositive ? column.map(Math.log) : column)
  const widest = isPositive ? widestOnLogarithms : Infinity
  const deviations = deviationsOf(scaled(level), members.map(scaled)).map((at) => Math.min(at, widest))
  const edge = (factor: number) =>
    withSeason(
      middle.map((at, step) => Math.max(floor, isPositive ? at * Math.exp(factor * deviations[step]!) : at + factor * deviations[step]!)),
      season,
      values.length,
    )
  return {
    point: withSeason(middle, season, values.length),
    interval80: { lower: edge(-width80), upper: edge(width80) },
    interval95: { lower: edge(-width95), upper: edge(width95) },
    seasonStrength: season.strength,
  }
}

/** Lone extremes are looked for without the season, and must not shape it. */
function seasonAndLevel(values: Float64Array, period: number): { readonly season: Season; readonly level: Float64Array } {
  const season = shrunkenSeason(values, period)
  const level = withoutSeason(values, season)
  const calm = withoutExtremes(level)
  if (calm.every((at, i) => at === level[i])) return { season, level }
  const whole = withSeason(calm, season, 0)
  const better = shrunkenSeason(whole, period)
  return { season: better, level: withoutSeason(whole, better) }
}

function membersOf(level: Float64Array, isPositive: boolean, horizon: number): Float64Array[] {
  const members = [
    thetaForecast(level, fitTheta(level), horizon),
    smoothingForecast(bestSmoothing(level, isPositive ? 'multiplicative' : 'additive'), horizon),
    complexForecast(level, horizon),
    autoregressiveForecast(level, horizon),
  ]
  if (!isPositive) return members
  const logs = level.map(Math.log)
  return [...members, thetaForecast(logs, fitTheta(logs), horizon).map(Math.exp)]
}

/** A member that runs away counts as a far one, not as an infinite one. */
function kept(member: Float64Array, level: Float64Array, floor: number): Float64Array {
  const n = level.length
  const last = level[n - 1]!
  const high = level.reduce((most, at) => Math.max(most, at), -Infinity)
  const low = level.reduce((least, at) => Math.min(least, at), Infinity)
  return member.map((at, step) => {
    const reach = 3 * (high - low) * (1 + step / n)
    return Math.max(floor, Math.min(last + reach, Math.max(last - reach, Number.isNaN(at) ? last : at)))
  })
}

/** The mean without the largest and the smallest. */
function middleMean(found: readonly number[]): number {
  const ordered = found.toSorted((one, other) => one - other).slice(1, -1)
  return ordered.reduce((sum, at) => sum + at, 0) / ordered.length
}

/**
 * Errors have thicker tails than the normal distribution, and the search for parameters has seen them. These widths in deviations were
 * measured on the M1 competition's series, at all horizons together; in between stand 1.28 and 1.96 of the normal distribution.
 */
const [width80, width95] = [1.44, 2.68]
/** A deviation of 1 puts the upper 95 % bound at 15 times the forecast: beyond that it says nothing any more. */
const widestOnLogarithms = 1

/**
 * How far a value may lie from the forecast by step, as one deviation: what dynamic Theta missed at that distance in the series itself, drawn
 * to what its smoothing implies where there were few such places, plus how much the members disagree. Never shrinks with distance.
 */
function deviationsOf(level: Float64Array, members: readonly Float64Array[]): Float64Array {
  const horizon = members[0]!.length
  const model = fitTheta(level)
  const { squares, counts } = thetaErrors(level, model, horizon)
  const oneStep = squares[0]! / Math.max(1, counts[0]!)
  let widest = 0
  return Float64Array.from({ length: horizon }, (_, step) => {
    const implied = oneStep * (1 + step * model.alpha ** 2)
    const seen = (squares[step]! + 4 * implied) / (counts[step]! + 4)
    widest = Math.max(widest, Math.max(seen, implied) + 2 * varianceOf(members.map((member) => member[step]!)))
    return Math.sqrt(widest)
  })
}

function varianceOf(found: readonly number[]): number {
  const mean = found.reduce((sum, at) => sum + at, 0) / found.length
  return found.reduce((sum, at) => sum + (at - mean) ** 2, 0) / (found.length - 1)
}

/** The last value goes on; its steps, or where there are none a third of its size, say how far it may move. */
function carriedOn(values: Float64Array, horizon: number): Foretold {
  const n = values.length
  const last = values[n - 1]!
  let squares = 0
  for (let i = 1; i < n; i += 1) squares += (values[i]! - values[i - 1]!) ** 2
  const step = n > 1 ? Math.sqrt(squares / (n - 1)) : Math.abs(last) / 3
  const floor = values.every((at) => at >= 0) ? 0 : -Infinity
  const edge = (factor: number) =>
    Float64Array.from({ length: horizon }, (_, i) => Math.max(floor, last + factor * step * Math.sqrt(i + 1)))
  return {
    point: new Float64Array(horizon).fill(last),
    interval80: { lower: edge(-width80), upper: edge(width80) },
    interval95: { lower: edge(-width95), upper: edge(width95) },
    seasonStrength: 0,
  }
}
