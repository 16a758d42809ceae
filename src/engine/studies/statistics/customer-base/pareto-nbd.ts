import { gaussFraction, logGamma } from '../special-functions.ts'
import { allSteps, type Steps } from '../minimise.ts'
import { type Fit, maximise, refused, tooFew } from './fit.ts'
import { type GroupedHistories, groupHistories, type Histories, thinned } from './histories.ts'

/** Buying rates are Gamma(r, rate alpha), leaving rates Gamma(s, rate beta). alpha and beta are times. */
export interface ParetoNbd {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

/**
 * Fits the Pareto/NBD model (Schmittlein, Morrison, Colombo 1987; likelihood of Fader and Hardie 2005, "A Note on Deriving the
 * Pareto/NBD Model") by maximum likelihood. As fitBgNbd otherwise.
 */
export function fitParetoNbd(histories: Histories): Fit<ParetoNbd> {
  return allSteps(fittingParetoNbd(histories))
}

/** The same, pausing between its steps. */
export function* fittingParetoNbd(histories: Histories): Steps<Fit<ParetoNbd>> {
  const grouped = groupHistories(histories)
  const { total: customers, repeaters, purchases, timeUnit } = grouped
  const few = tooFew(customers, repeaters)
  if (few !== null) return few
  const mean = purchases / customers
  const part = thinned(grouped, 1500)
  const found = yield* maximise<ParetoNbd>({
    // ln r, ln of the mean rate r/alpha, ln s, ln of the mean rate of leaving s/beta; alpha and beta in mean ages.
    coordinates: [
      { low: -7, high: 5, trait: 'rate' },
      { low: -12, high: 12 },
      { low: -6, high: 3.5, trait: 'leaving' },
      { low: -8, high: 8 },
    ],
    starts: [
      [-0.5, Math.log(mean), -0.5, 0],
      [0.7, Math.log(mean), 0.5, -0.5],
    ],
    read: (point) => {
      const [logShape, logRate, logSpread, logLeaving] = point as unknown as [number, number, number, number]
      const [r, s] = [Math.exp(logShape), Math.exp(logSpread)]
      return { r, alpha: r / Math.exp(logRate), s, beta: s / Math.exp(logLeaving) }
    },
    rough: (parameters) => meanLoss(part, parameters),
    full: (parameters) => meanLoss(grouped, parameters),
    customers,
  })
  const inTime = (parameters: ParetoNbd): ParetoNbd => ({
    ...parameters,
    alpha: parameters.alpha * timeUnit,
    beta: parameters.beta * timeUnit,
  })
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
export function paretoNbdLogLikelihood(histories: Histories, parameters: ParetoNbd): number {
  const grouped = groupHistories(histories)
  const { timeUnit, total, purchases } = grouped
  const scaled = { ...parameters, alpha: parameters.alpha / timeUnit, beta: parameters.beta / timeUnit }
  return -meanLoss(grouped, scaled) * total - purchases * Math.log(timeUnit)
}

function meanLoss({ frequency, recency, age, customers }: GroupedHistories, parameters: ParetoNbd): number {
  const { r, alpha, s, beta } = parameters
  const constant = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r)
  let sum = 0
  let weights = 0
  let current = -1
  let ofCount = 0
  for (let i = 0; i < frequency.length; i += 1) {
    const x = frequency[i]!
    if (x !== current) {
      current = x
      ofCount = logGamma(r + x)
    }
    const now = age[i]!
    const alive = -(r + x) * Math.log(alpha + now) - s * Math.log(beta + now)
    sum += customers[i]! * (constant + ofCount + alive + Math.log1p(oddsOfHavingLeft(parameters, x, recency[i]!, now)))
    weights += customers[i]!
  }
  const loss = -sum / weights
  return Number.isNaN(loss) ? Infinity : loss
}

/**
 * P(left)/P(alive) = s ∫ (α+T)^(r+x) (β+T)^s / ((α+u)^(r+x) (β+u)^(s+1)) du over u from recency to age. Euler's transformation turns
 * the two functions 2F1(r+s+x, ·; r+s+x+1; z) of the paper into 2F1(1, ·; r+s+x+1; z), which are close to 1 and never overflow.
 */
function oddsOfHavingLeft(parameters: ParetoNbd, x: number, recency: number, age: number): number {
  if (recency >= age) return 0
  const { r, alpha, s, beta } = parameters
  const growth = (r + x) * Math.log((alpha + age) / (alpha + recency)) + s * Math.log((beta + age) / (beta + recency))
  const then = shapeOf(parameters, x, recency)
  const now = shapeOf(parameters, x, age)
  return Math.max(0, (s / (r + s + x)) * (Math.exp(growth) * then - now))
}

function shapeOf({ r, alpha, s, beta }: ParetoNbd, x: number, time: number): number {
  const c = r + s + x + 1
  if (alpha >= beta) return gaussFraction(r + x, c, (alpha - beta) / (alpha + time))
  return gaussFraction(s + 1, c, (beta - alpha) / (beta + time)) * ((alpha + time) / (beta + time))
}

/** The probability that a customer hasn't left. */
export function paretoNbdAlive(parameters: ParetoNbd, frequency: number, recency: number, age: number): number {
  return 1 / (1 + oddsOfHavingLeft(parameters, frequency, recency, age))
}

/** The purchases expected of a customer in the `time` after now, given the history. */
export function paretoNbdExpected(parameters: ParetoNbd, time: number, frequency: number, recency: number, age: number): number {
  if (!(time > 0)) return 0
  const { r, alpha, s, beta } = parameters
  return paretoNbdAlive(parameters, frequency, recency, age) * whileAlive(r + frequency, alpha + age, s, beta + age, time)
}

/** The repeat purchases expected of a new customer in the `time` after the first purchase. */
export function paretoNbdExpectedOfNew({ r, alpha, s, beta }: ParetoNbd, time: number): number {
  return time > 0 ? whileAlive(r, alpha, s, beta, time) : 0
}

/** (rβ/α) ∫ over (1 + u/β)^-s; the integral's logarithm at s = 1 is the limit of its power elsewhere. */
function whileAlive(r: number, alpha: number, s: number, beta: number, time: number): number {
  const spread = Math.log1p(time / beta)
  const power = (1 - s) * spread
  return ((r * beta) / alpha) * (Math.abs(power) < 1e-12 ? spread : (Math.expm1(power) / power) * spread)
}
