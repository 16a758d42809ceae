import { nelderMead } from '../minimise.ts'

interface State {
  readonly level: number
  readonly potential: number
  readonly squares: number
}

/**
 * Complex exponential smoothing without season (Svetunkov, Kourentzes, Ord 2022) and what it foretells for the next `horizon` values:
 * both parts of its parameter by squared one-step errors within the stable region, the first states by foretelling the series backwards.
 * It follows levels and trends alike and has no fixed slope.
 */
export function complexForecast(values: Float64Array, horizon: number): Float64Array {
  const count = Math.min(10, values.length)
  const mean = values.subarray(0, count).reduce((sum, at) => sum + at, 0) / count
  const backwards = values.toReversed()
  const end = (real: number, imaginary: number): State => {
    const there = run(values, real, imaginary, { level: mean, potential: mean / 1.1, squares: 0 })
    const back = run(backwards, real, imaginary, there)
    return run(values, real, imaginary, back)
  }
  const loss = (point: Float64Array): number => {
    const [real, imaginary] = point as unknown as [number, number]
    if (!isStable(real, imaginary)) return Infinity
    const { squares } = end(real, imaginary)
    return Number.isFinite(squares) ? Math.log(squares + 1e-300) : Infinity
  }
  const [real, imaginary] = nelderMead(loss, Float64Array.from([1.3, 1]), 0.2, 1e-6, 300).point as unknown as [number, number]
  let { level, potential } = end(real, imaginary)
  return Float64Array.from({ length: horizon }, () => {
    const foretold = level
    level = foretold - (1 - imaginary) * potential
    potential = foretold + (1 - real) * potential
    return foretold
  })
}

function run(values: Float64Array, real: number, imaginary: number, from: State): State {
  let { level, potential } = from
  let squares = 0
  for (let i = 0; i < values.length; i += 1) {
    const error = values[i]! - level
    squares += error * error
    const next = level - (1 - imaginary) * potential + (real - imaginary) * error
    potential = level + (1 - real) * potential + (real + imaginary) * error
    level = next
  }
  return { level, potential, squares }
}

/** Whether what the past weighs fades: both eigenvalues of the transition less what errors correct lie within the unit circle. */
function isStable(real: number, imaginary: number): boolean {
  const trace = 2 - 2 * real + imaginary
  const determinant = (1 - real + imaginary) * (1 - real) + (1 - imaginary) * (1 - real - imaginary)
  return Math.abs(determinant) < 1 && Math.abs(trace) < 1 + determinant
}
