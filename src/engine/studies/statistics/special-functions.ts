const halfLogTwoPi = 0.9189385332046727

/** ln Γ(x) for x > 0, to about 1e-15 of its size (Stirling's series above 9, the recurrence below). */
export function logGamma(x: number): number {
  if (x > 9) {
    const inverse = 1 / x
    const square = inverse * inverse
    const series =
      inverse *
      (1 / 12 -
        square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156))))))
    return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + series
  }
  let product = 1
  let shifted = x
  while (shifted <= 9) {
    product *= shifted
    shifted += 1
  }
  return logGamma(shifted) - Math.log(product)
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** ln(e^a + e^b) without overflow. */
export function logSumOf(a: number, b: number): number {
  const larger = Math.max(a, b)
  if (larger === -Infinity) return -Infinity
  return larger + Math.log1p(Math.exp(-Math.abs(a - b)))
}

/**
 * ln ₂F₁(a, b; c; z) for a, b, c > 0 and 0 <= z < 1. Every term of the series is positive, so that no digit is lost to
 * cancellation; the sum is scaled down before it overflows. Throws RangeError outside that domain.
 */
export function logHypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(a > 0 && b > 0 && c > 0 && z >= 0 && z < 1)) throw new RangeError(`no 2F1 at ${a}, ${b}; ${c}; ${z}`)
  let term = 1
  let sum = 1
  let scale = 0
  for (let n = 0; n < 10_000_000; n += 1) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    term *= ratio
    sum += term
    if (sum > 1e280) {
      scale += Math.log(sum)
      term /= sum
      sum = 1
    }
    // What is left is at most a geometric series of the larger of this ratio and z.
    if (ratio < 1 && term < sum * 1e-17 * (1 - Math.max(ratio, z))) return scale + Math.log(sum)
  }
  return scale + Math.log(sum)
}

/**
 * ₂F₁(1, b; c; z) for c > b > 0 and 0 <= z < 1, by Gauss's continued fraction (DLMF 15.7.5), which converges near z = 1
 * as well, where the series does not.
 */
export function gaussFraction(b: number, c: number, z: number): number {
  if (z === 0) return 1
  // Modified Lentz on 1/(1 - k1 z/(1 - k2 z/(1 - ...))).
  let fraction = 1
  let c0 = 1
  let d0 = 0
  for (let n = 1; n < 5000; n += 1) {
    const half = n >> 1
    const k =
      n % 2 === 1 ? ((b + half) * (c - 1 + half)) / ((c + n - 2) * (c + n - 1)) : (half * (c - b + half - 1)) / ((c + n - 2) * (c + n - 1))
    const step = -k * z
    d0 = 1 / (1 + step * d0)
    c0 = 1 + step / c0
    const change = c0 * d0
    fraction *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return 1 / fraction
}

/** The regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1 (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  let c0 = 1
  let d0 = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d0
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d0 = 1 / (1 + even * d0)
    c0 = 1 + even / c0
    fraction *= c0 * d0
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d0 = 1 / (1 + odd * d0)
    c0 = 1 + odd / c0
    const change = c0 * d0
    fraction *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return front * fraction
}
