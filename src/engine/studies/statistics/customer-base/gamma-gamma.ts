import { type Correlation, pearson } from '../correlation.ts'
import { allSteps, type Steps } from '../minimise.ts'
import { logGamma } from '../special-functions.ts'
import { type Fitted, fewestRepeaters, maximise, refused, type Refused } from './fit.ts'

/** Single purchases are Gamma(p, rate ν) around a customer's mean; ν is Gamma(q, rate v). v is money. */
export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly v: number
}

export interface Spending {
  /** Repeat purchases per customer; customers with 0 are left out of the fit. */
  readonly frequency: ArrayLike<number>
  /** The mean value of a customer's repeat purchases, > 0 where frequency > 0, in one currency. */
  readonly spend: ArrayLike<number>
}

export interface FittedSpend extends Fitted<GammaGamma> {
  /** Of frequency and spend among repeaters: the model takes them to be independent. */
  readonly independence: Correlation
  /** vp/(q-1), the mean spend over all customers, bought again or not. */
  readonly meanSpend: number
}

/** A correlation of frequency and spend beyond this is not "about independent" by any reading; CDNOW has 0.11. */
export const dependenceLimit = 0.3

/**
 * Fits the Gamma-Gamma model of spend (Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value") by maximum likelihood over
 * customers with repeats. Refuses too few repeaters, spend that goes with frequency, and models whose mean is infinite (q <= 1).
 * Throws RangeError {row} at a spend that isn't a positive number. Refunds and orders of 0 have to be netted or dropped before.
 */
export function fitGammaGamma(spending: Spending): FittedSpend | Refused {
  return allSteps(fittingGammaGamma(spending))
}

/** The same, pausing between its steps. */
export function* fittingGammaGamma({ frequency, spend }: Spending): Steps<FittedSpend | Refused> {
  const rows = repeatersOf(frequency, spend)
  const repeaters = rows.counts.length
  if (repeaters < fewestRepeaters) return refused('too-few-repeaters', { repeaters, needed: fewestRepeaters })
  const independence = pearson(rows.counts, rows.spends)
  const { coefficient } = independence
  if (coefficient !== null && Math.abs(coefficient) > dependenceLimit) {
    return refused('spend-depends-on-frequency', { correlation: coefficient, p: independence.p ?? 1, limit: dependenceLimit })
  }
  // The geometric mean: one huge order must not move it.
  const unit = Math.exp(rows.spends.reduce((sum, at) => sum + Math.log(at), 0) / repeaters)
  const scaled = { counts: rows.counts, spends: rows.spends.map((at) => at / unit) }
  const found = yield* maximise<GammaGamma>({
    // ln p, ln q, ln of the typical spend vp/q.
    coordinates: [
      { low: -7, high: 8 },
      { low: -6, high: 6, trait: 'spend' },
      { low: -12, high: 12 },
    ],
    starts: [
      [1, 1, 0],
      [2, 1.5, 0],
    ],
    read: (point) => {
      const [logP, logQ, logSpend] = point as unknown as [number, number, number]
      const [p, q] = [Math.exp(logP), Math.exp(logQ)]
      return { p, q, v: (Math.exp(logSpend) * q) / p }
    },
    rough: (parameters) => meanLoss(scaled, parameters),
    full: (parameters) => meanLoss(scaled, parameters),
    customers: repeaters,
  })
  const inMoney = (parameters: GammaGamma): GammaGamma => ({ ...parameters, v: parameters.v * unit })
  const parameters = inMoney(found.parameters)
  if (!found.isMaximum) return refused('no-maximum', { ...parameters })
  if (parameters.q <= 1) return refused('spend-without-mean', { q: parameters.q })
  return {
    kind: 'fitted',
    parameters,
    standardErrors: found.standardErrors && inMoney(found.standardErrors),
    logLikelihood: -found.loss * repeaters - repeaters * Math.log(unit),
    customers: frequency.length,
    repeaters,
    convergence: found.convergence,
    independence,
    meanSpend: (parameters.v * parameters.p) / (parameters.q - 1),
  }
}

/** The log-likelihood of repeaters' mean spends under given parameters. */
export function gammaGammaLogLikelihood({ frequency, spend }: Spending, parameters: GammaGamma): number {
  const rows = repeatersOf(frequency, spend)
  return -meanLoss(rows, parameters) * rows.counts.length
}

/** The mean spend expected of a customer from now on: between the own mean (many purchases) and everybody's (none). */
export function gammaGammaExpectedSpend({ p, q, v }: GammaGamma, frequency: number, spend: number): number {
  const seen = frequency > 0 ? frequency : 0
  return (p * (v + (seen === 0 ? 0 : seen * spend))) / (p * seen + q - 1)
}

interface Repeaters {
  readonly counts: Float64Array
  readonly spends: Float64Array
}

function repeatersOf(frequency: ArrayLike<number>, spend: ArrayLike<number>): Repeaters {
  if (spend.length !== frequency.length) throw new RangeError('frequency and spend differ in length')
  const counts: number[] = []
  const spends: number[] = []
  for (let i = 0; i < frequency.length; i += 1) {
    const x = frequency[i]!
    if (x === 0) continue
    const value = spend[i]!
    if (!(x > 0 && Number.isFinite(x) && value > 0 && Number.isFinite(value))) {
      throw new RangeError(`customer ${i} has an impossible spend: ${value} a time, ${x} times`)
    }
    counts.push(x)
    spends.push(value)
  }
  return { counts: Float64Array.from(counts), spends: Float64Array.from(spends) }
}

function meanLoss({ counts, spends }: Repeaters, { p, q, v }: GammaGamma): number {
  const constant = q * Math.log(v) - logGamma(q)
  let sum = 0
  for (let i = 0; i < counts.length; i += 1) {
    const [x, z] = [counts[i]!, spends[i]!]
    const shape = p * x
    sum +=
      constant + logGamma(shape + q) - logGamma(shape) + shape * Math.log(x) + (shape - 1) * Math.log(z) - (shape + q) * Math.log(v + x * z)
  }
  const loss = -sum / counts.length
  return Number.isNaN(loss) ? Infinity : loss
}
