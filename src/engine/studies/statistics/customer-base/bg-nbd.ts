import { logBeta, logGamma, logHypergeometric, logSumOf } from '../special-functions.ts'
import { allSteps, type Steps } from '../minimise.ts'
import { integral } from '../integral.ts'
import { type Fit, maximise, refused, tooFew } from './fit.ts'
import { type GroupedHistories, groupHistories, type Histories, thinned } from './histories.ts'

/** Buying rates are Gamma(r, rate alpha); the chance to leave after a purchase is Beta(a, b). alpha is a time. */
export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/**
 * Fits the BG/NBD model (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way) by maximum likelihood: the
 * log-likelihood of all customers, times in the unit of the histories. Refuses small bases and likelihoods without a maximum.
 * Throws RangeError at an impossible history.
 */
export function fitBgNbd(histories: Histories): Fit<BgNbd> {
  return allSteps(fittingBgNbd(histories))
}

/** The same, pausing between its steps. */
export function* fittingBgNbd(histories: Histories): Steps<Fit<BgNbd>> {
  const grouped = groupHistories(histories)
  const { total: customers, repeaters, purchases, timeUnit } = grouped
  const few = tooFew(customers, repeaters)
  if (few !== null) return few
  const mean = purchases / customers
  const part = thinned(grouped, 3000)
  const found = yield* maximise<BgNbd>({
    // ln r, ln of the mean rate r/alpha, ln of the odds a/b of leaving, ln(a + b); alpha in mean ages.
    coordinates: [
      { low: -7, high: 5, trait: 'rate' },
      { low: -12, high: 12 },
      { low: -8, high: 8 },
      { low: -6, high: 6, trait: 'leaving' },
    ],
    starts: [
      [-0.7, Math.log(mean), -1.2, 1],
      [0.7, Math.log(mean), -2, 0],
    ],
    read: (point) => {
      const [logShape, logRate, logOdds, logWeight] = point as unknown as [number, number, number, number]
      const [r, weight, leaves] = [Math.exp(logShape), Math.exp(logWeight), 1 / (1 + Math.exp(-logOdds))]
      return { r, alpha: r / Math.exp(logRate), a: weight * leaves, b: weight * (1 - leaves) }
    },
    rough: (parameters) => meanLoss(part, parameters),
    full: (parameters) => meanLoss(grouped, parameters),
    customers,
  })
  const inTime = (parameters: BgNbd): BgNbd => ({ ...parameters, alpha: parameters.alpha * timeUnit })
  const parameters = inTime(found.parameters)
  if (!found.isMaximum) return refused('no-maximum', { ...parameters })
  return {
    kind: 'fitted',
    parameters,
    standardErrors: found.standardErrors && inTime(found.standardErrors),
    logLikelihood: -found.loss * customers - purchases * Math.log(timeUnit),
    customers,
    repeaters,
    convergence: found.convergence,
  }
}

/** The log-likelihood of histories under given parameters: a sum over customers. */
export function bgNbdLogLikelihood(histories: Histories, parameters: BgNbd): number {
  const grouped = groupHistories(histories)
  const scaled = { ...parameters, alpha: parameters.alpha / grouped.timeUnit }
  return -meanLoss(grouped, scaled) * grouped.total - grouped.purchases * Math.log(grouped.timeUnit)
}

function meanLoss({ frequency, recency, age, customers }: GroupedHistories, { r, alpha, a, b }: BgNbd): number {
  const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b)
  let sum = 0
  let weights = 0
  let current = -1
  let ofCount = 0
  let leaving = 0
  for (let i = 0; i < frequency.length; i += 1) {
    const x = frequency[i]!
    if (x !== current) {
      current = x
      ofCount = logGamma(r + x) + logBeta(a, b + x)
      leaving = Math.log(a / (b + x - 1))
    }
    const alive = -(r + x) * Math.log(alpha + age[i]!)
    const either = x === 0 ? alive : logSumOf(alive, leaving - (r + x) * Math.log(alpha + recency[i]!))
    sum += customers[i]! * (constant + ofCount + either)
    weights += customers[i]!
  }
  const loss = -sum / weights
  return Number.isNaN(loss) ? Infinity : loss
}

/** The probability that a customer hasn't left: 1 for whoever never came again, since BG/NBD lets people leave after a repeat only. */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, frequency: number, recency: number, age: number): number {
  if (frequency === 0) return 1
  const odds = Math.log(a / (b + frequency - 1)) + (r + frequency) * Math.log((alpha + age) / (alpha + recency))
  return 1 / (1 + Math.exp(odds))
}

/** The purchases expected of a customer in the `time` after now, given the history. Source: equation (10) of the paper. */
export function bgNbdExpected(parameters: BgNbd, time: number, frequency: number, recency: number, age: number): number {
  const { r, alpha, a, b } = parameters
  if (!(time > 0)) return 0
  return bgNbdAlive(parameters, frequency, recency, age) * purchasesWhileAlive(r + frequency, alpha + age, a, b + frequency, time)
}

/** The repeat purchases expected of a new customer in the `time` after the first purchase. Source: equation (9) of the paper. */
export function bgNbdExpectedOfNew({ r, alpha, a, b }: BgNbd, time: number): number {
  return time > 0 ? purchasesWhileAlive(r, alpha, a, b, time) : 0
}

/** E[(1 - e^(-λpt))/p] for λ ~ Gamma(r, alpha) and p ~ Beta(a, b). */
function purchasesWhileAlive(r: number, alpha: number, a: number, b: number, time: number): number {
  const c = a + b - 1
  // The closed form has a hole at a = 1 and leaves its domain at a + b <= 1; what it sums up has neither.
  if (Math.abs(a - 1) < 1e-4 || c < 0.05) return purchasesByIntegral(r, alpha, a, b, time)
  const still = r * Math.log(alpha / (alpha + time)) + logHypergeometric(r, b, c, time / (alpha + time))
  return (c / (a - 1)) * -Math.expm1(still)
}

/** The same, as the integral of the rate of purchases over the time. */
export function purchasesByIntegral(r: number, alpha: number, a: number, b: number, time: number): number {
  const rate = (logTime: number): number => {
    const w = Math.expm1(logTime)
    return Math.exp(logTime - (r + 1) * logTime + logHypergeometric(r + 1, b, a + b, w / (1 + w)))
  }
  return r * integral(rate, 0, Math.log1p(time / alpha))
}

/** The probability that a new customer makes `count` repeat purchases in `time`. Source: equation (8) of the paper. */
export function bgNbdProbability({ r, alpha, a, b }: BgNbd, count: number, time: number): number {
  const logChance = (n: number): number =>
    logGamma(r + n) - logGamma(r) - logGamma(n + 1) + r * Math.log(alpha / (alpha + time)) + n * Math.log(time / (alpha + time))
  const staying = Math.exp(logBeta(a, b + count) - logBeta(a, b) + logChance(count))
  if (count === 0) return staying
  // The upper tail of the negative binomial, summed from above: 1 minus the lower one would lose its digits.
  let tail = 0
  for (let n = count; n < count + 1_000_000; n += 1) {
    const chance = Math.exp(logChance(n))
    tail += chance
    if (chance < tail * 1e-17 && n > (time / alpha) * r) break
  }
  return staying + Math.exp(logBeta(a + 1, b + count - 1) - logBeta(a, b)) * tail
}
