import { nelderMead } from '../minimise.ts'
import { fittedLine } from './line.ts'

/**
 * The Theta models of Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler 2016: simple smoothing plus a share 1 - 1/theta of a line.
 * The line is fitted anew at every value (dynamic: DSTM, DOTM) or once through all (STM, OTM).
 */
export interface ThetaModel {
  readonly alpha: number
  readonly theta: number
  readonly firstLevel: number
  readonly isDynamic: boolean
}

interface State {
  level: number
  mean: number
  intercept: number
  slope: number
}

/** Fits alpha, theta and the first level by the squared one-step errors, the first two of which say nothing of the line. */
export function fitTheta(values: Float64Array, isDynamic = true): ThetaModel {
  // Logarithms may begin near 0, and the first level has to reach where they go.
  const range = values.reduce((most, at) => Math.max(most, at), -Infinity) - values.reduce((least, at) => Math.min(least, at), Infinity)
  const size = Math.max(Math.abs(values[0]!), range / 2) || 1
  const read = (point: Float64Array): ThetaModel => ({
    alpha: Math.min(0.99, Math.max(0.1, point[0]!)),
    theta: Math.max(1, point[2]!),
    firstLevel: values[0]! / 2 + size * point[1]!,
    isDynamic,
  })
  const loss = (point: Float64Array): number => {
    if (point[0]! < 0 || point[0]! > 1.1 || point[2]! < 0.8 || point[2]! > 1000) return Infinity
    const found = squaredErrors(values, read(point))
    return Number.isFinite(found) ? Math.log(found + 1e-300) : Infinity
  }
  return read(nelderMead(loss, Float64Array.from([0.5, 0, 2]), 0.3, 1e-6, 400).point)
}

function firstState(values: Float64Array, { firstLevel, isDynamic }: ThetaModel): State {
  if (isDynamic) return { level: firstLevel, mean: 0, intercept: values[0]!, slope: 0 }
  const { intercept, slope } = fittedLine(values)
  return { level: firstLevel, mean: 0, intercept, slope }
}

/** The mean foretold for value `i` (from 0) by the state after the `i` values before. */
function meanAt({ level, intercept, slope }: State, { alpha, theta }: ThetaModel, i: number): number {
  const left = (1 - alpha) ** i
  return level + (1 - 1 / theta) * (intercept * left + (slope * (1 - left * (1 - alpha))) / alpha)
}

/** Takes value `i` (from 0) in. */
function take(state: State, { alpha, isDynamic }: ThetaModel, i: number, value: number): void {
  state.level += alpha * (value - state.level)
  if (!isDynamic) return
  const before = state.mean
  state.mean += (value - before) / (i + 1)
  if (i === 0) return
  state.slope = ((i - 1) * state.slope + (6 * (value - before)) / (i + 1)) / (i + 2)
  state.intercept = state.mean - (state.slope * (i + 2)) / 2
}

function squaredErrors(values: Float64Array, model: ThetaModel): number {
  const state = firstState(values, model)
  let sum = 0
  for (let i = 0; i < values.length; i += 1) {
    if (i > 1) sum += (values[i]! - meanAt(state, model, i)) ** 2
    take(state, model, i, values[i]!)
  }
  return sum
}

/** The means foretold for every value by those before it, and then for `horizon` more, each taken as if it had come. */
export function thetaPath(values: Float64Array, model: ThetaModel, horizon: number): Float64Array {
  const state = firstState(values, model)
  return Float64Array.from({ length: values.length + horizon }, (_, i) => {
    const mean = meanAt(state, model, i)
    take(state, model, i, i < values.length ? values[i]! : mean)
    return mean
  })
}

export function thetaForecast(values: Float64Array, model: ThetaModel, horizon: number): Float64Array {
  return thetaPath(values, model, horizon).slice(values.length)
}

/**
 * The mean squares of errors 1, 2, ... `horizon` steps ahead, from all places in the series after the first few, and how many there were:
 * how uncertainty grows with distance in this series. Only the parameters have seen the values foretold.
 */
export function thetaErrors(
  values: Float64Array,
  model: ThetaModel,
  horizon: number,
): { readonly squares: Float64Array; readonly counts: Float64Array } {
  const n = values.length
  const squares = new Float64Array(horizon)
  const counts = new Float64Array(horizon)
  const state = firstState(values, model)
  const first = Math.min(10, Math.max(3, Math.ceil(n / 5)))
  for (let i = 0; i < n; i += 1) {
    if (i >= first) {
      const ahead = { ...state }
      for (let step = 0; step < horizon && i + step < n; step += 1) {
        const mean = meanAt(ahead, model, i + step)
        squares[step]! += (values[i + step]! - mean) ** 2
        counts[step]! += 1
        take(ahead, model, i + step, mean)
      }
    }
    take(state, model, i, values[i]!)
  }
  return { squares, counts }
}
