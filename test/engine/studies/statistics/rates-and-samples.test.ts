import { describe, expect, test } from 'vitest'
import { bootstrapInterval, medianOf, quantileInterval, quantileOf } from '../../../../src/engine/studies/statistics/bootstrap.ts'
import { adjustedForDiscoveries } from '../../../../src/engine/studies/statistics/false-discoveries.ts'
import { differenceInterval, liftInterval, proportionTest, wilsonInterval } from '../../../../src/engine/studies/statistics/proportions.ts'
import { randomFrom } from '../../../../src/engine/studies/statistics/random.ts'

const share = (successes: number, trials: number) => ({ successes, trials })

describe('rates', () => {
  /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3; more digits by scipy 1.17. */
  test.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.06238639953073629, 0.16048724172330803],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
    [20, 20, 0.8388748419471808, 1],
  ])("Wilson's interval of %i of %i", (successes, trials, lower, upper) => {
    const found = wilsonInterval(share(successes, trials))
    expect(found.value).toBe(successes / trials)
    expect(found.lower).toBeCloseTo(lower, 12)
    expect(found.upper).toBeCloseTo(upper, 12)
  })

  /** Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10. */
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("Newcombe's interval of %i/%i - %i/%i", (a, m, b, n, lower, upper) => {
    const found = differenceInterval(share(a, m), share(b, n))
    expect(found.value).toBeCloseTo(a / m - b / n, 12)
    expect(Math.abs(found.lower - lower)).toBeLessThan(6e-5)
    expect(Math.abs(found.upper - upper)).toBeLessThan(6e-5)
  })

  /** Every outcome of the part and of the rest, weighed by its probability: how often the interval holds the lift that the two rates make. */
  test.each([
    [20, 0.3, 200, 0.1],
    [10, 0.5, 30, 0.5],
    [50, 0.1, 400, 0.05],
    [100, 0.6, 100, 0.3],
    [8, 0.2, 500, 0.2],
    [30, 0.02, 300, 0.1],
  ])("the lift's interval holds 95 of 100 times: %i with %f beside %i with %f", (part, p, rest, q) => {
    const logs = new Float64Array(501)
    for (let at = 1; at <= 500; at += 1) logs[at] = logs[at - 1]! + Math.log(at)
    const chance = (n: number, k: number, rate: number) =>
      Math.exp(logs[n]! - logs[k]! - logs[n - k]! + k * Math.log(rate) + (n - k) * Math.log(1 - rate))
    const lift = p / ((part * p + rest * q) / (part + rest))
    let inside = 0
    for (let a = 0; a <= part; a += 1)
      for (let b = 0; b <= rest; b += 1) {
        const { value, lower, upper } = liftInterval(share(a, part), share(a + b, part + rest))
        if (value !== null) expect(lower <= value && value <= upper, `${a} of ${part}, ${b} of ${rest}`).toBe(true)
        if (lower <= lift && lift <= upper) inside += chance(part, a, p) * chance(rest, b, q)
      }
    expect(Math.abs(inside - 0.95)).toBeLessThan(0.011)
  })

  test('no lift is above whole / part, nor claimed of nothing', () => {
    expect(liftInterval(share(5, 5), share(5, 10))).toMatchObject({ value: 2, upper: 2 })
    expect(liftInterval(share(0, 3), share(5, 10))).toMatchObject({ value: 0, lower: 0 })
    expect(liftInterval(share(2, 4), share(2, 4))).toEqual({ value: 1, lower: 1, upper: 1 })
    expect(liftInterval(share(0, 2), share(0, 8))).toEqual({ value: null, lower: 0, upper: 4 })
    expect(liftInterval(share(0, 0), share(3, 8))).toEqual({ value: null, lower: 0, upper: Infinity })
    expect(() => liftInterval(share(3, 4), share(2, 8))).toThrow(RangeError)
  })

  test('the test of two rates is the chi-square of their table (7.0234, p .008045 by scipy)', () => {
    const { z, p } = proportionTest(share(56, 70), share(48, 80))
    expect(z! ** 2).toBeCloseTo(7.023411371237456, 10)
    expect(p).toBeCloseTo(0.008045081368196585, 12)
    expect(proportionTest(share(48, 80), share(56, 70)).z).toBeCloseTo(-z!, 12)
  })

  test('without trials, or with nothing but failures, nothing is claimed', () => {
    expect(wilsonInterval(share(0, 0))).toEqual({ value: null, lower: 0, upper: 1 })
    expect(differenceInterval(share(0, 0), share(1, 2))).toEqual({ value: null, lower: -1, upper: 1 })
    for (const [one, other] of [
      [share(0, 5), share(0, 9)],
      [share(5, 5), share(9, 9)],
      [share(0, 0), share(1, 2)],
    ] as const) {
      expect(proportionTest(one, other)).toEqual({ z: null, p: null })
    }
    for (const bad of [share(3, 2), share(-1, 2), share(0.5, 2), share(Number.NaN, 2)]) {
      expect(() => wilsonInterval(bad)).toThrow(RangeError)
      expect(() => proportionTest(bad, share(1, 2))).toThrow(RangeError)
    }
  })
})

describe('many comparisons', () => {
  test('the fifteen p values of Benjamini and Hochberg 1995: four discoveries at 5 %', () => {
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
    const found = adjustedForDiscoveries(ps)
    expect(found.filter((at) => at <= 0.05)).toHaveLength(4)
    // By scipy 1.17's false_discovery_control.
    const expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486, 0.5811818181818181,
      0.714875, 0.7532307692307693, 0.8132142857142857, 1,
    ]
    for (const [i, at] of expected.entries()) expect(found[i]).toBeCloseTo(at, 12)
    expect([...adjustedForDiscoveries(ps.toReversed())]).toEqual([...found].toReversed())
  })

  test('one stays as it is, none is none, what is no probability is refused', () => {
    expect([...adjustedForDiscoveries([0.04])]).toEqual([0.04])
    expect(adjustedForDiscoveries([])).toHaveLength(0)
    for (const bad of [-0.1, 1.1, Number.NaN]) expect(() => adjustedForDiscoveries([0.5, bad])).toThrow(RangeError)
  })
})

describe('samples', () => {
  const sample = [1.2, 3.4, 2.2, 8.9, 4.4, 5.1, 0.7, 2.9, 3.3, 12.5, 6.1, 2.0, 4.8, 3.9, 7.7, 1.5, 2.6, 9.4, 5.5, 3.0]
  const meanOf = (values: Float64Array) => values.reduce((sum, at) => sum + at, 0) / values.length

  test('quantiles are those of numpy', () => {
    const ascending = sample.toSorted((one, other) => one - other)
    for (const [p, expected] of [
      [0, 0.7],
      [0.1, 1.47],
      [0.25, 2.5],
      [0.5, 3.65],
      [0.9, 8.95],
      [1, 12.5],
    ] as const) {
      expect(quantileOf(ascending, p)).toBeCloseTo(expected, 12)
    }
    expect(medianOf(sample)).toBeCloseTo(3.65, 12)
    expect(quantileOf([], 0.5)).toBeNaN()
    expect(() => quantileOf([1], 1.5)).toThrow(RangeError)
  })

  /** scipy 1.17's bootstrap, BCa with 200,000 resamples: mean 3.44 to 6.12, median 2.75 to 5.3. */
  test('bootstrap intervals of mean and median are those of scipy', () => {
    const mean = bootstrapInterval(sample, meanOf, { seed: 1, resamples: 20_000 })!
    expect(mean.value).toBeCloseTo(4.555, 12)
    expect(Math.abs(mean.lower - 3.44)).toBeLessThan(0.05)
    expect(Math.abs(mean.upper - 6.12)).toBeLessThan(0.08)
    const median = bootstrapInterval(sample, medianOf, { seed: 1, resamples: 20_000 })!
    expect(Math.abs(median.lower - 2.75)).toBeLessThan(0.16)
    expect(Math.abs(median.upper - 5.3)).toBeLessThan(0.31)
  })

  /** Ranks by the binomial distribution of scipy 1.17; 6 and 15 of 20 stand in every table of the sign test. */
  test.each([
    [20, 0.5, 0.95, 6, 15],
    [100, 0.5, 0.95, 40, 61],
    [12, 0.5, 0.95, 3, 10],
    [40, 0.75, 0.9, 25, 35],
    [10_000, 0.5, 0.95, 4902, 5099],
  ])('of %i values the quantile at %f lies at %f between numbers %i and %i', (n, p, confidence, lower, upper) => {
    const ranks = Float64Array.from({ length: n }, (_, i) => i + 1)
    expect(quantileInterval(ranks, p, confidence)).toEqual({ value: 1 + (n - 1) * p, lower, upper })
  })

  test('a few values bound a median on neither side', () => {
    expect(quantileInterval([1, 2, 3, 4, 5], 0.5)).toEqual({ value: 3, lower: null, upper: null })
    expect(quantileInterval([1, 2, 3, 4, 5, 6], 0.5)).toEqual({ value: 3.5, lower: 1, upper: 6 })
    expect(quantileInterval([], 0.5)).toBeNull()
    expect(() => quantileInterval([1], 0.5, 1)).toThrow(RangeError)
  })

  test('the same seed gives the same interval, another one nearly', () => {
    const one = bootstrapInterval(sample, meanOf, { seed: 4 })
    expect(bootstrapInterval(sample, meanOf, { seed: 4 })).toEqual(one)
    expect(bootstrapInterval(sample, meanOf, { seed: 5 })).not.toEqual(one)
    const wide = bootstrapInterval(sample, meanOf, { seed: 4, confidence: 0.99 })!
    expect(wide.lower).toBeLessThan(one!.lower)
    expect(wide.upper).toBeGreaterThan(one!.upper)
  })

  test('values that are all the same have an interval of no width; one value has none', () => {
    expect(bootstrapInterval([3, 3, 3], meanOf, { seed: 1 })).toEqual({ value: 3, lower: 3, upper: 3 })
    expect(bootstrapInterval([3], meanOf, { seed: 1 })).toBeNull()
    expect(() => bootstrapInterval(sample, meanOf, { seed: 1, confidence: 1 })).toThrow(RangeError)
  })

  test('nine of ten intervals at 90 % hold the median they were made for', () => {
    const random = randomFrom(8)
    let held = 0
    for (let round = 0; round < 200; round += 1) {
      const values = Float64Array.from({ length: 30 }, () => -Math.log(1 - random()))
      const { lower, upper } = bootstrapInterval(values, medianOf, { seed: round, confidence: 0.9, resamples: 400 })!
      if (lower <= Math.LN2 && Math.LN2 <= upper) held += 1
    }
    expect(held).toBeGreaterThan(166)
    expect(held).toBeLessThan(194)
  })

  test('random numbers are even, apart for each seed and the same for one', () => {
    const random = randomFrom(12)
    const numbers = Float64Array.from({ length: 20_000 }, () => random())
    expect(Math.abs(meanOf(numbers) - 0.5)).toBeLessThan(0.01)
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const count = numbers.filter((at) => Math.floor(at * 10) === tenth).length
      expect(Math.abs(count - 2000)).toBeLessThan(180)
    }
    const again = randomFrom(12)
    expect(Float64Array.from({ length: 5 }, () => again())).toEqual(numbers.slice(0, 5))
    expect(new Set(Array.from({ length: 500 }, (_, seed) => randomFrom(seed)())).size).toBe(500)
    expect(randomFrom(2 ** 40)()).not.toBe(randomFrom(0)())
  })
})
