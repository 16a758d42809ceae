import { expect, test } from 'vitest'
import { bgNbdExpected, fitBgNbd } from '../../../../../src/engine/studies/statistics/customer-base/bg-nbd.ts'
import { fitParetoNbd, paretoNbdAlive } from '../../../../../src/engine/studies/statistics/customer-base/pareto-nbd.ts'
import { randomFrom } from '../../../../../src/engine/studies/statistics/random.ts'
import { betaGeometricLife, paretoLife, simulate } from './simulated-customers.ts'

const span = { from: 26, to: 104, after: 26 }
const customers = 100_000

/** Times of purchase are exact here, so that hardly two histories are equal: the slowest base there is. Seconds are the processor's. */
test('a hundred thousand customers are fitted by BG/NBD in less than 20 seconds, and rightly', () => {
  const truth = { r: 0.5, alpha: 6, a: 0.8, b: 2.5 }
  const random = randomFrom(1)
  const buyers = simulate(random, customers, span, betaGeometricLife(random, truth))
  const start = process.cpuUsage()
  const fit = fitBgNbd(buyers)
  const seconds = process.cpuUsage(start).user / 1e6
  if (fit.kind === 'refused') throw new Error(fit.reason)
  for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(Math.abs(fit.parameters[name] / truth[name] - 1)).toBeLessThan(0.06)
  let expected = 0
  let actual = 0
  for (let i = 0; i < customers; i += 1) {
    expected += bgNbdExpected(fit.parameters, span.after, buyers.frequency[i]!, buyers.recency[i]!, buyers.age[i]!)
    actual += buyers.later[i]!
  }
  expect(Math.abs(expected / actual - 1)).toBeLessThan(0.01)
  expect(seconds).toBeLessThan(20)
})

test('a hundred thousand customers are fitted by Pareto/NBD in less than 20 seconds, and rightly', () => {
  const truth = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }
  const random = randomFrom(1)
  const buyers = simulate(random, customers, span, paretoLife(random, truth))
  const start = process.cpuUsage()
  const fit = fitParetoNbd(buyers)
  const seconds = process.cpuUsage(start).user / 1e6
  if (fit.kind === 'refused') throw new Error(fit.reason)
  for (const name of ['r', 'alpha', 's', 'beta'] as const) expect(Math.abs(fit.parameters[name] / truth[name] - 1)).toBeLessThan(0.15)
  let alive = 0
  for (let i = 0; i < customers; i += 1) {
    alive += paretoNbdAlive(fit.parameters, buyers.frequency[i]!, buyers.recency[i]!, buyers.age[i]!)
  }
  const here = buyers.isAlive.reduce((sum, at) => sum + at, 0)
  expect(Math.abs(alive / here - 1)).toBeLessThan(0.01)
  expect(seconds).toBeLessThan(20)
})
