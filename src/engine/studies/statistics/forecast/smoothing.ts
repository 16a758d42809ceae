import { nelderMead } from '../minimise.ts'
import { fittedLine } from './line.ts'

export type Trend = 'none' | 'linear' | 'damped'
export type ErrorKind = 'additive' | 'multiplicative'

export interface Smoothed {
  readonly trend: Trend
  readonly alpha: number
  readonly beta: number
  readonly phi: number
  /** The states after the last value. */
  readonly level: number
  readonly slope: number
  /** Akaike's corrected criterion; Infinity where there are too few values for the parameters. */
  readonly criterion: number
}

/** Smoothing parameters, and the states before the first value. */
interface Parameters {
  readonly alpha: number
  readonly beta: number
  readonly phi: number
  readonly level: number
  readonly slope: number
}

/**
 * Fits exponential smoothing of a series without season: simple, Holt's or damped (Gardner and McKenzie 1985), with errors of the ETS
 * family (Hyndman, Koehler, Ord, Snyder 2008), by likelihood over the parameters and first states. Multiplicative errors need positive values.
 */
export function fitSmoothing(values: Float64Array, trend: Trend, error: ErrorKind): Smoothed {
  const hasTrend = trend !== 'none'
  const line = fittedLine(values.subarray(0, 10))
  const [level, slope] = hasTrend ? [line.intercept, line.slope] : [line.mean, 0]
  const size = meanStep(values)
  // alpha, first level, beta's share of alpha, first slope, phi
  const start = [0.2, 0, 0.1, 0, 0.95].slice(0, trend === 'none' ? 2 : trend === 'linear' ? 4 : 5)
  const read = (point: Float64Array): Parameters => {
    const alpha = clamp(point[0]!, 1e-4, 0.9999)
    return {
      alpha,
      beta: hasTrend ? alpha * clamp(point[2]!, 1e-4, 0.9999) : 0,
      phi: trend === 'damped' ? clamp(point[4]!, 0.8, 0.98) : 1,
      level: level + size * point[1]!,
      slope: hasTrend ? slope + 0.1 * size * point[3]! : 0,
    }
  }
  const loss = (point: Float64Array): number => {
    const far = outside(point[0]!) + (hasTrend ? outside(point[2]!) : 0) + (trend === 'damped' ? outside(point[4]!) : 0)
    if (far > 0.2) return Infinity
    const { value } = run(values, read(point), error)
    return Number.isNaN(value) ? Infinity : value + far
  }
  const { point } = nelderMead(loss, Float64Array.from(start), 0.15, 1e-5, 120 * start.length)
  const parameters = read(point)
  const end = run(values, parameters, error)
  const count = start.length + 1
  const room = values.length - count - 1
  const criterion = room > 0 ? end.value + 2 * count + (2 * count * (count + 1)) / room : Infinity
  return { ...parameters, trend, level: end.level, slope: end.slope, criterion: Number.isNaN(criterion) ? Infinity : criterion }
}

/** -2 ln(likelihood) less a constant, and the states at the end. */
function run(
  values: Float64Array,
  { alpha, beta, phi, level: first, slope: climb }: Parameters,
  error: ErrorKind,
): { readonly value: number; readonly level: number; readonly slope: number } {
  const isRelative = error === 'multiplicative'
  let level = first
  let slope = climb
  let squares = 0
  let logs = 0
  for (let i = 0; i < values.length; i += 1) {
    const mean = level + phi * slope
    if (isRelative && !(mean > 0)) return { value: Number.NaN, level, slope }
    const surprise = values[i]! - mean
    const size = isRelative ? surprise / mean : surprise
    squares += size * size
    if (isRelative) logs += Math.log(mean)
    level = mean + alpha * surprise
    slope = phi * slope + beta * surprise
  }
  return { value: values.length * Math.log(Math.max(squares, 1e-300)) + 2 * logs, level, slope }
}

/** What the model foretells for the next `horizon` values. */
export function smoothingForecast({ trend, level, slope, phi }: Smoothed, horizon: number): Float64Array {
  let damping = 0
  return Float64Array.from({ length: horizon }, (_, step) => {
    damping += phi ** (step + 1)
    return trend === 'none' ? level : level + damping * slope
  })
}

/** The best of the three trends by Akaike's criterion; the simplest where the series is too short to tell. */
export function bestSmoothing(values: Float64Array, error: ErrorKind): Smoothed {
  const models = (['none', 'linear', 'damped'] as const).map((trend) => fitSmoothing(values, trend, error))
  return models.reduce((best, other) => (other.criterion < best.criterion ? other : best))
}

function meanStep(values: Float64Array): number {
  let sum = 0
  for (let i = 1; i < values.length; i += 1) sum += Math.abs(values[i]! - values[i - 1]!)
  return sum > 0 ? sum / (values.length - 1) : 1
}

function outside(x: number): number {
  return Math.max(0, -x) + Math.max(0, x - 1)
}

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x
}
