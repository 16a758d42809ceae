import { incompleteBeta } from './special-functions.ts'

/** Φ(z), the standard normal distribution function; the tails keep their relative precision. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  return z > 0 ? 1 - upperTail(z) : upperTail(-z)
}

/** The two-sided p value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * upperTail(Math.abs(z)))
}

/** P(Z > z) for z >= 0: the series of DLMF 7.6.2 below 3, the continued fraction of 7.9.3 above. */
function upperTail(z: number): number {
  if (z > 40) return 0
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z < 3) {
    let term = z
    let sum = z
    for (let n = 3; term > sum * 1e-17; n += 2) {
      term *= (z * z) / n
      sum += term
    }
    return 0.5 - density * sum
  }
  let fraction = z
  for (let n = 200; n >= 1; n -= 1) fraction = z + n / fraction
  return density / fraction
}

/** Φ⁻¹(p) for 0 < p < 1, to about 1e-15 (Wichura 1988, algorithm AS 241); ±Infinity at 0 and 1. Throws RangeError elsewhere. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`no quantile at ${p}`)
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(r, middleTop)) / polynomial(r, middleBottom)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  if (r === Infinity) return q < 0 ? -Infinity : Infinity
  const size =
    r <= 5 ? polynomial(r - 1.6, nearTop) / polynomial(r - 1.6, nearBottom) : polynomial(r - 5, farTop) / polynomial(r - 5, farBottom)
  return q < 0 ? -size : size
}

/** The two-sided p value of Student's t with `freedom` degrees of freedom (need not be whole). */
export function studentTwoSided(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? Number.NaN : 0
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i -= 1) value = value * x + coefficients[i]!
  return value
}

const middleTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
  2509.0809287301227,
]
const middleBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852546,
]
const nearTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
]
const nearBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
  1.0507500716444169e-9,
]
const farTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
  2.7115555687434876e-5, 2.0103343992922881e-7,
]
const farBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7,
  2.0442631033899397e-15,
]
