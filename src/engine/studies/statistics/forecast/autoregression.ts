/**
 * What an autoregression of the steps between values foretells: the steps' mean as drift, coefficients by Burg's method (1975), their
 * number (at most 6) by Akaike's corrected criterion. The last value where there are fewer than 6.
 */
export function autoregressiveForecast(values: Float64Array, horizon: number): Float64Array {
  const n = values.length
  if (n < 6) return new Float64Array(horizon).fill(values[n - 1]!)
  const drift = (values[n - 1]! - values[0]!) / (n - 1)
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => values[i + 1]! - values[i]! - drift)
  const coefficients = burg(steps, Math.min(6, (n - 1) >> 2))
  const known = Array.from(steps)
  let level = values[n - 1]!
  return Float64Array.from({ length: horizon }, () => {
    const step = coefficients.reduce((sum, at, lag) => sum + at * known[known.length - 1 - lag]!, 0)
    known.push(step)
    level += step + drift
    return level
  })
}

function burg(steps: Float64Array, most: number): readonly number[] {
  const n = steps.length
  let forward = steps
  let backward = steps
  let variance = steps.reduce((sum, at) => sum + at * at, 0) / n
  let current: readonly number[] = []
  let best: readonly number[] = []
  let lowest = criterion(variance, n, 2)
  for (let order = 1; order <= most; order += 1) {
    let [product, power] = [0, 0]
    for (let t = order; t < n; t += 1) {
      product += forward[t]! * backward[t - 1]!
      power += forward[t]! ** 2 + backward[t - 1]! ** 2
    }
    const reflection = power > 0 ? (2 * product) / power : 0
    const shorter = current
    current = [...shorter.map((at, i) => at - reflection * shorter[order - 2 - i]!), reflection]
    const [f, b] = [forward, backward]
    forward = f.map((at, t) => (t < order ? at : at - reflection * b[t - 1]!))
    backward = b.map((at, t) => (t < order ? at : b[t - 1]! - reflection * f[t]!))
    variance *= 1 - reflection * reflection
    const found = criterion(variance, n, order + 2)
    if (found < lowest) {
      lowest = found
      best = current
    }
  }
  return best
}

function criterion(variance: number, n: number, parameters: number): number {
  return n * Math.log(variance + 1e-300) + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1)
}
