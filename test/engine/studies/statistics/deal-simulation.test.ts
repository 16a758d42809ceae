import { expect, it } from 'vitest'
import { simulateSums, type DrawnGroup } from '../../../../src/engine/studies/statistics/deal-simulation.ts'

const none = new Float64Array(0)
const certain = (chance: number, ...amounts: number[]): DrawnGroup => ({
  amounts: Float64Array.from(amounts),
  chance,
  measuredOn: Infinity,
})
const draws = 40_000

/** Every outcome of independent deals with its probability: 2^n of them. */
function enumerated(deals: readonly (readonly [amount: number, chance: number])[]): Map<number, number> {
  const found = new Map<number, number>()
  for (let outcome = 0; outcome < 2 ** deals.length; outcome += 1) {
    let [sum, probability] = [0, 1]
    deals.forEach(([amount, chance], place) => {
      const comes = ((outcome >> place) & 1) === 1
      if (comes) sum += amount
      probability *= comes ? chance : 1 - chance
    })
    found.set(sum, (found.get(sum) ?? 0) + probability)
  }
  return found
}

/** Every sum that was drawn is possible, and came as often as it should within five standard errors. */
function expectLike(sums: Float64Array, exact: ReadonlyMap<number, number>): void {
  const counts = new Map<number, number>()
  for (const sum of sums) counts.set(sum, (counts.get(sum) ?? 0) + 1)
  for (const sum of counts.keys()) expect([sum, exact.get(sum) !== undefined]).toEqual([sum, true])
  for (const [sum, probability] of exact) {
    const error = Math.sqrt((probability * (1 - probability)) / sums.length)
    expect(Math.abs((counts.get(sum) ?? 0) / sums.length - probability)).toBeLessThan(5 * error + 1e-12)
  }
}

it('draws deals of different amounts and chances as often as all 2^n outcomes say', () => {
  const groups = [certain(0.3, 1, 20), certain(0.85, 300), certain(0.02, 4000), certain(1, 50_000), certain(0, 600_000)]
  const exact = enumerated([
    [1, 0.3],
    [20, 0.3],
    [300, 0.85],
    [4000, 0.02],
    [50_000, 1],
  ])
  expectLike(simulateSums({ groups, extras: none, swing: 0, draws, seed: 7 }), exact)
})

it('counts deals of one amount as the Poisson-binomial distribution does', () => {
  const chances = [0.1, 0.2, 0.35, 0.5, 0.65, 0.9]
  // P(k of the first n) = P(k of n - 1) (1 - p) + P(k - 1 of n - 1) p.
  const exact = chances.reduce<number[]>((row, p) => [...row, 0].map((at, k) => at * (1 - p) + (row[k - 1] ?? 0) * p), [1])
  const sums = simulateSums({ groups: chances.map((chance) => certain(chance, 1)), extras: none, swing: 0, draws, seed: 3 })
  expectLike(sums, new Map(exact.map((probability, k) => [k, probability])))
})

it('adds one of the extras each time, all alike likely', () => {
  const sums = simulateSums({ groups: [certain(0.5, 1)], extras: Float64Array.from([0, 0, 10, 100]), swing: 0, draws, seed: 5 })
  expectLike(sums, new Map([0, 1, 10, 11, 100, 101].map((sum) => [sum, sum < 2 ? 0.25 : 0.125])))
})

it('spreads more where a chance was measured on few, and keeps the mean', () => {
  const [deals, chance, measuredOn] = [40, 0.3, 9]
  const group = { amounts: new Float64Array(deals).fill(1), chance, measuredOn }
  const sums = simulateSums({ groups: [group], extras: none, swing: 0, draws, seed: 11 })
  const mean = sums.reduce((sum, at) => sum + at, 0) / draws
  const variance = sums.reduce((sum, at) => sum + (at - mean) ** 2, 0) / draws
  // Beta-binomial with a + b = 9: m p (1 - p) (m + a + b) / (1 + a + b).
  const exact = (deals * chance * (1 - chance) * (deals + measuredOn)) / (1 + measuredOn)
  expect(Math.abs(mean - deals * chance)).toBeLessThan(5 * Math.sqrt(exact / draws))
  expect(variance / exact).toBeGreaterThan(0.96)
  expect(variance / exact).toBeLessThan(1.04)
})

it('lets all deals swing together, and keeps the mean', () => {
  // A certain 100 times exp(0.3 z - 0.045): mean 100, variance 100² (exp(0.09) - 1).
  const sums = simulateSums({ groups: [certain(1, 60, 40)], extras: none, swing: 0.3, draws, seed: 13 })
  const mean = sums.reduce((sum, at) => sum + at, 0) / draws
  const variance = sums.reduce((sum, at) => sum + (at - mean) ** 2, 0) / draws
  const exact = 1e4 * (Math.exp(0.09) - 1)
  expect(Math.abs(mean - 100)).toBeLessThan(5 * Math.sqrt(exact / draws))
  expect(variance / exact).toBeGreaterThan(0.94)
  expect(variance / exact).toBeLessThan(1.06)
})

it('gives the same sums for the same seed, others for another, and they rise', () => {
  const options = {
    groups: [{ amounts: Float64Array.from([1, 2, 4, 8]), chance: 0.4, measuredOn: 20 }],
    extras: none,
    swing: 0.1,
    draws: 500,
  }
  const [one, again, other] = [1, 1, 2].map((seed) => simulateSums({ ...options, seed }))
  expect(one).toEqual(again)
  expect(one).not.toEqual(other)
  expect(one).toEqual(one?.toSorted())
})

it('nothing that can come is nothing, each time', () => {
  expect([...simulateSums({ groups: [], extras: none, swing: 0.2, draws: 3, seed: 1 })]).toEqual([0, 0, 0])
})
