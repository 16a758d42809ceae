import { normalQuantile, normalTwoSided } from './distributions.ts'

/** `successes` of `trials`; both whole, successes from 0 to trials. */
export interface Share {
  readonly successes: number
  readonly trials: number
}

export interface Estimate {
  /** Null where there were no trials. */
  readonly value: number | null
  readonly lower: number
  readonly upper: number
}

/** Wilson's score interval of a rate (1927): holds for few trials and near 0 and 1. From 0 to 1 without trials. Throws RangeError at an impossible share. */
export function wilsonInterval({ successes, trials }: Share, confidence = 0.95): Estimate {
  check({ successes, trials })
  if (trials === 0) return { value: null, lower: 0, upper: 1 }
  const z = normalQuantile((1 + confidence) / 2)
  const value = successes / trials
  const middle = (successes + (z * z) / 2) / (trials + z * z)
  const half = (z / (trials + z * z)) * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4)
  return { value, lower: successes === 0 ? 0 : Math.max(0, middle - half), upper: successes === trials ? 1 : Math.min(1, middle + half) }
}

/** The difference of two independent rates, one - other, between Newcombe's hybrid score bounds (1998, method 10); from -1 to 1 without trials. */
export function differenceInterval(one: Share, other: Share, confidence = 0.95): Estimate {
  const [first, second] = [wilsonInterval(one, confidence), wilsonInterval(other, confidence)]
  if (first.value === null || second.value === null) return { value: null, lower: -1, upper: 1 }
  const value = first.value - second.value
  return {
    value,
    lower: value - Math.hypot(first.value - first.lower, second.upper - second.value),
    upper: value + Math.hypot(first.upper - first.value, second.value - second.lower),
  }
}

/**
 * How many times as often as in the whole something is found in a part of it. The part is held against the rest, which is independent of it: the bounds
 * of their ratio come from Wilson's (method of variance estimates recovered: Donner and Zou 2012), and what they say of the whole follows, since the whole
 * is the two together. From 0 to trials of the whole / trials of the part, which no lift can pass; `value` is null without trials or where the whole has
 * none of it. Throws RangeError where the part isn't one.
 */
export function liftInterval(part: Share, whole: Share, confidence = 0.95): Estimate {
  const rest = { successes: whole.successes - part.successes, trials: whole.trials - part.trials }
  check(rest)
  const weight = part.trials / whole.trials
  if (part.trials === 0 || whole.successes === 0) return { value: null, lower: 0, upper: part.trials === 0 ? Infinity : 1 / weight }
  const value = part.successes / part.trials / (whole.successes / whole.trials)
  if (rest.trials === 0) return { value, lower: 1, upper: 1 }
  const [one, other] = [wilsonInterval(part, confidence), wilsonInterval(rest, confidence)]
  const lift = (ratio: number): number => (ratio === Infinity ? 1 / weight : ratio / (weight * ratio + 1 - weight))
  return {
    value,
    lower: Math.min(value, lift(ratioBound(one, other, one.lower, other.upper, -1))),
    upper: Math.max(value, lift(ratioBound(one, other, one.upper, other.lower, 1))),
  }
}

/** The lower (`sign` -1) or upper bound of one / other; Infinity where other may be 0. */
function ratioBound(one: Estimate, other: Estimate, near: number, far: number, sign: number): number {
  const [p, q] = [one.value ?? 0, other.value ?? 0]
  const below = far * (2 * q - far)
  if (near === 0) return 0
  if (far === 0) return Infinity
  const root = Math.sqrt(Math.max(0, (p * q) ** 2 - near * (2 * p - near) * below))
  // Multiplied out where the difference of the two would lose its digits.
  return sign < 0 ? (near * (2 * p - near)) / (p * q + root) : (p * q + root) / below
}

export interface ProportionTest {
  /** Null where nothing can be compared: no trials on a side, or no or only successes on both. */
  readonly z: number | null
  /** Two-sided. */
  readonly p: number | null
}

/** Whether two independent rates differ: the pooled z test, which is Pearson's chi-square without correction (z² is its statistic). */
export function proportionTest(one: Share, other: Share): ProportionTest {
  check(one)
  check(other)
  const pooled = (one.successes + other.successes) / (one.trials + other.trials)
  const variance = pooled * (1 - pooled) * (1 / one.trials + 1 / other.trials)
  if (!(variance > 0 && Number.isFinite(variance))) return { z: null, p: null }
  const z = (one.successes / one.trials - other.successes / other.trials) / Math.sqrt(variance)
  return { z, p: normalTwoSided(z) }
}

function check({ successes, trials }: Share): void {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && 0 <= successes && successes <= trials)) {
    throw new RangeError(`${successes} of ${trials} is no share`)
  }
}
