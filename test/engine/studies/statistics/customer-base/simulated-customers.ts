import type { Random } from '../../../../../src/engine/studies/statistics/random.ts'

/** A Gamma(shape, rate 1) number (Marsaglia and Tsang 2000). */
export function gammaFrom(random: Random, shape: number): number {
  if (shape < 1) return gammaFrom(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

export interface Simulated {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Purchases in the `after` time units that follow, and whether the customer still is one. */
  readonly later: Float64Array
  readonly isAlive: Uint8Array
}

interface Life {
  readonly rate: number
  /** Whether the customer leaves after this purchase, or the time of leaving. */
  readonly leaves: (purchase: number) => boolean
  readonly end: number
}

/** Customers as the models tell the story: purchases at random times until they leave; ages in whole days between `from` and `to`, times in weeks. */
export function simulate(
  random: Random,
  customers: number,
  { from, to, after }: { from: number; to: number; after: number },
  life: () => Life,
): Simulated {
  const found = {
    frequency: new Float64Array(customers),
    recency: new Float64Array(customers),
    age: new Float64Array(customers),
    later: new Float64Array(customers),
    isAlive: new Uint8Array(customers),
  }
  for (let i = 0; i < customers; i += 1) {
    const age = Math.round((from + (to - from) * random()) * 7) / 7
    const { rate, leaves, end } = life()
    found.age[i] = age
    let time = 0
    let isHere = true
    for (let purchase = 1; isHere; purchase += 1) {
      time += -Math.log(1 - random()) / rate
      if (time > end || time > age + after) break
      if (time <= age) {
        found.frequency[i] = purchase
        found.recency[i] = time
      } else {
        found.later[i]! += 1
      }
      isHere = !leaves(purchase)
      if (!isHere && time <= age) found.isAlive[i] = 2
    }
    found.isAlive[i] = found.isAlive[i] === 2 || end < age ? 0 : 1
  }
  return found
}

/** The story of BG/NBD: a chance to leave after each repeat. */
export function betaGeometricLife(random: Random, { r, alpha, a, b }: { r: number; alpha: number; a: number; b: number }): () => Life {
  return () => {
    const rate = gammaFrom(random, r) / alpha
    const one = gammaFrom(random, a)
    const chance = one / (one + gammaFrom(random, b))
    return { rate, leaves: () => random() < chance, end: Infinity }
  }
}

/** The story of Pareto/NBD: leaving at any time. */
export function paretoLife(random: Random, { r, alpha, s, beta }: { r: number; alpha: number; s: number; beta: number }): () => Life {
  return () => {
    const rate = gammaFrom(random, r) / alpha
    const leaving = gammaFrom(random, s) / beta
    return { rate, leaves: () => false, end: -Math.log(1 - random()) / leaving }
  }
}
