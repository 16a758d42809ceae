import { inverseOf } from '../matrix.ts'
import { hessianAt, type Minimum, nelderMead, type Objective, quasiNewton } from '../minimise.ts'

/** Below this no model is fitted: the estimates would say more about chance than about customers. */
export const fewestCustomers = 200
/** Below this there is nothing to learn a rhythm from. */
export const fewestRepeaters = 30

export type RefusalReason =
  /** details: customers, needed */
  | 'too-few-customers'
  /** details: repeaters, needed */
  | 'too-few-repeaters'
  /** details: customers, observed = those with an age above 0 */
  | 'no-time-observed'
  /** The likelihood has no inner maximum: everybody alike, nobody ever leaves, or all leave at once. details: the parameters where it ended */
  | 'no-maximum'
  /** The mean spend is infinite under the fitted model (q <= 1). details: q */
  | 'spend-without-mean'
  /** Spend depends on frequency, which the Gamma-Gamma model excludes. details: correlation, p, limit */
  | 'spend-depends-on-frequency'

export interface Refused {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly details: Readonly<Record<string, number>>
}

export interface Fitted<Parameters> {
  readonly kind: 'fitted'
  readonly parameters: Parameters
  /** By the curvature of the likelihood; null where it has none that can be inverted. */
  readonly standardErrors: Parameters | null
  readonly logLikelihood: number
  readonly customers: number
  readonly repeaters: number
  readonly convergence: {
    readonly evaluations: number
    /** The largest slope of the log-likelihood per customer along the logarithm of a parameter: 0 at a maximum. */
    readonly slope: number
  }
}

export type Fit<Parameters> = Fitted<Parameters> | Refused

interface Search {
  readonly starts: readonly (readonly number[])[]
  /** Minus the mean log-likelihood, on a part of the customers and on all, of the logarithms of the parameters. */
  readonly rough: Objective
  readonly full: Objective
  readonly customers: number
}

/** Logarithms of parameters beyond this have run away: the likelihood rises for ever in their direction. */
const farthest = 9

/**
 * The maximum of a likelihood of positive parameters: simplices from several starts on a part of the data, then quasi-Newton
 * steps on all of it. `isMaximum` is false where the search ran away or stopped on a slope.
 */
export function maximise({ starts, rough, full, customers }: Search): {
  readonly minimum: Minimum
  readonly isMaximum: boolean
  readonly deviations: Float64Array | null
} {
  const tries = starts.map((start) => nelderMead(rough, Float64Array.from(start), 0.5, 1e-7, 600))
  const near = tries.reduce((best, other) => (other.value < best.value ? other : best))
  const minimum = quasiNewton(full, near.point, 1e-7)
  const isInside = minimum.point.every((at) => Math.abs(at) < farthest)
  const isMaximum = isInside && minimum.gradient < 1e-5 && Number.isFinite(minimum.value)
  const covariance = isMaximum ? inverseOf(hessianAt(full, minimum.point)) : null
  const deviations = covariance === null ? null : Float64Array.from(covariance, (row, i) => Math.sqrt(row[i]! / customers))
  return { minimum, isMaximum, deviations: deviations?.every((at) => Number.isFinite(at)) ? deviations : null }
}

/** Why nothing is fitted to so few customers, or null. */
export function tooFew(customers: number, repeaters: number): Refused | null {
  if (customers < fewestCustomers) return refused('too-few-customers', { customers, needed: fewestCustomers })
  if (repeaters < fewestRepeaters) return refused('too-few-repeaters', { repeaters, needed: fewestRepeaters })
  return null
}

export function refused(reason: RefusalReason, details: Readonly<Record<string, number>>): Refused {
  return { kind: 'refused', reason, details }
}
