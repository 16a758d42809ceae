import { inverseOf } from '../matrix.ts'
import { gradientAt, hessianAt, nelderMead, quasiNewton, type Minimum, type Steps } from '../minimise.ts'

/** Below this no model is fitted: the estimates would say more about chance than about customers. */
export const fewestCustomers = 200
/** Below this there is nothing to learn a rhythm from. */
export const fewestRepeaters = 30

export type RefusalReason =
  /** details: customers, needed */
  | 'too-few-customers'
  /** details: repeaters, needed */
  | 'too-few-repeaters'
  /** The likelihood rises without end: nobody seems ever to leave, or all at once. details: the parameters where the search ended */
  | 'no-maximum'
  /** The mean spend is infinite under the fitted model (q <= 1). details: q */
  | 'spend-without-mean'
  /** Spend depends on frequency, which the Gamma-Gamma model excludes. details: correlation, p, limit */
  | 'spend-depends-on-frequency'
  /** Predictions for a time that was held out were no better than the mean, or off by too much. details: see judged */
  | 'fails-hold-out'

export interface Refused {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly details: Readonly<Record<string, number>>
}

export interface Fitted<Parameters> {
  readonly kind: 'fitted'
  readonly parameters: Parameters
  /** By the curvature of the likelihood; null where it has none that can be inverted, and where customers are alike (see convergence). */
  readonly standardErrors: Parameters | null
  readonly logLikelihood: number
  readonly customers: number
  readonly repeaters: number
  readonly convergence: {
    readonly evaluations: number
    /** The largest slope of the log-likelihood per customer along a coordinate of the search: 0 at a maximum. */
    readonly slope: number
    /**
     * What ran to the end of what is searched, because the customers don't differ in it: `rate`, `leaving` or `spend`. Predictions hold; the
     * parameters are one of many that say the same, and have no standard errors.
     */
    readonly alike: readonly Trait[]
  }
}

export type Trait = 'rate' | 'leaving' | 'spend'
export type Fit<Parameters> = Fitted<Parameters> | Refused

/**
 * One coordinate of a search, a logarithm. At `high` a spread is none: the customers are alike in `trait`. A coordinate without a trait has no
 * meaning at its ends.
 */
export interface Coordinate {
  readonly low: number
  readonly high: number
  readonly trait?: Trait
}

interface Search<Parameters> {
  readonly coordinates: readonly Coordinate[]
  readonly starts: readonly (readonly number[])[]
  readonly read: (point: Float64Array) => Parameters
  /** Minus the mean log-likelihood, on a part of the customers and on all. */
  readonly rough: (parameters: Parameters) => number
  readonly full: (parameters: Parameters) => number
  readonly customers: number
}

export interface Maximum<Parameters> {
  readonly parameters: Parameters
  readonly loss: number
  /** False where the search ran off in a direction that means nothing, or stopped on a slope. */
  readonly isMaximum: boolean
  readonly standardErrors: Parameters | null
  readonly convergence: Fitted<Parameters>['convergence']
}

/** The maximum of a likelihood: simplices from several starts on a part of the data, then quasi-Newton steps on all of it, within a box. */
export function* maximise<Parameters extends object>(search: Search<Parameters>): Steps<Maximum<Parameters>> {
  const { coordinates, customers, read } = search
  const inBox = (point: Float64Array) => point.map((at, i) => Math.min(coordinates[i]!.high, Math.max(coordinates[i]!.low, at)))
  // Outside it costs, so that the search comes back and the slope vanishes at an end, too.
  const boxed = (of: (parameters: Parameters) => number) => (point: Float64Array) => {
    const inside = inBox(point)
    return of(read(inside)) + inside.reduce((sum, at, i) => sum + (at - point[i]!) ** 2, 0)
  }
  const tries: Minimum[] = []
  for (const start of search.starts) {
    yield
    tries.push(nelderMead(boxed(search.rough), Float64Array.from(start), 0.5, 1e-6, 300))
  }
  const near = tries.reduce((best, other) => (other.value < best.value ? other : best))
  // From the maximum of the part few steps on all of the data are left, each of which costs.
  const nearer = yield* quasiNewton(boxed(search.rough), near.point, 1e-6, 60)
  const full = boxed(search.full)
  const found = yield* quasiNewton(full, nearer.point, 1e-7, 60)
  const point = inBox(found.point)
  const atEnd = coordinates.filter(({ low, high }, i) => found.point[i]! <= low || found.point[i]! >= high)
  const alike = coordinates.flatMap(({ high, trait }, i) => (trait !== undefined && found.point[i]! >= high ? [trait] : []))
  // Along what has run to its end the likelihood may still rise a little: there it is flat, and predictions hold.
  const inner = gradientAt(full, point).filter((_, i) => found.point[i]! < coordinates[i]!.high)
  const slope = alike.length === 0 ? found.gradient : inner.reduce((largest, at) => Math.max(largest, Math.abs(at)), 0)
  const isMaximum = atEnd.length === alike.length && slope < 1e-4 && Number.isFinite(found.value)
  const loss = search.full(read(point))
  return {
    parameters: read(point),
    loss,
    isMaximum,
    standardErrors: isMaximum && alike.length === 0 ? yield* errorsAt(full, point, read, customers) : null,
    convergence: { evaluations: found.evaluations, slope, alike },
  }
}

/** By the curvature of the loss, carried over to the parameters by their slopes. */
function* errorsAt<Parameters extends object>(
  full: (point: Float64Array) => number,
  point: Float64Array,
  read: (point: Float64Array) => Parameters,
  customers: number,
): Steps<Parameters | null> {
  const covariance = inverseOf(yield* hessianAt(full, point))
  if (covariance === null) return null
  const names = Object.keys(read(point)) as (keyof Parameters)[]
  const errors = names.map((name) => {
    const slopes = gradientAt((at) => read(at)[name] as number, point)
    const variance = slopes.reduce(
      (sum, one, i) => sum + slopes.reduce((inner, other, j) => inner + one * covariance[i]![j]! * other, 0),
      0,
    )
    return [name, Math.sqrt(variance / customers)] as const
  })
  if (!errors.every(([, error]) => Number.isFinite(error))) return null
  return Object.fromEntries(errors) as Parameters
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
