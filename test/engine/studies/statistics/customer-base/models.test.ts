import { describe, expect, test } from 'vitest'
import {
  bgNbdAlive,
  bgNbdExpected,
  bgNbdExpectedOfNew,
  bgNbdLogLikelihood,
  bgNbdProbability,
  fitBgNbd,
  purchasesByIntegral,
} from '../../../../../src/engine/studies/statistics/customer-base/bg-nbd.ts'
import {
  customerValue,
  expectedOverTime,
  holdOutError,
  judged,
} from '../../../../../src/engine/studies/statistics/customer-base/customer-base.ts'
import { fitGammaGamma, gammaGammaExpectedSpend } from '../../../../../src/engine/studies/statistics/customer-base/gamma-gamma.ts'
import {
  fitParetoNbd,
  paretoNbdAlive,
  paretoNbdExpected,
  paretoNbdExpectedOfNew,
  paretoNbdLogLikelihood,
} from '../../../../../src/engine/studies/statistics/customer-base/pareto-nbd.ts'
import { randomFrom } from '../../../../../src/engine/studies/statistics/random.ts'
import { betaGeometricLife, gammaFrom, paretoLife, simulate } from './simulated-customers.ts'

const bg = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const pareto = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }
const one = (x: number, recency: number, age: number) => ({ frequency: [x], recency: [recency], age: [age] })
const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, at) => total + at, 0)

describe('against integrals over the customers by mpmath', () => {
  test.each([
    [0, 0, 38.86, -0.554713276438158, 1, 0.19509805201126],
    [2, 30.43, 38.86, -9.45860630706627, 0.72657857008067, 1.2260281747671],
    [26, 30.86, 31, -37.7265794733944, 0.96891564971753, 20.749726140857],
    [7, 5, 39, -13.6217724819953, 0.00016518490363169, 0.00085667878173082],
  ])('BG/NBD of %i repeats, the last at %f of %f', (x, recency, age, likelihood, alive, expected) => {
    expect(bgNbdLogLikelihood(one(x, recency, age), bg)).toBeCloseTo(likelihood, 11)
    expect(bgNbdAlive(bg, x, recency, age)).toBeCloseTo(alive, 12)
    expect(bgNbdExpected(bg, 39, x, recency, age)).toBeCloseTo(expected, 10)
  })

  test.each([
    [0, 0, 38.86, -0.52104629408089, 0.29528660461689, 0.13620100592391],
    [2, 30.43, 38.86, -9.55428324515041, 0.86916755915301, 1.850826720702],
    [26, 30.86, 31, -39.1316715403028, 0.99791873105516, 25.458472951429],
    [7, 5, 39, -15.1432928013946, 0.0011560655610707, 0.0072660741914112],
  ])('Pareto/NBD of %i repeats, the last at %f of %f', (x, recency, age, likelihood, alive, expected) => {
    expect(paretoNbdLogLikelihood(one(x, recency, age), pareto)).toBeCloseTo(likelihood, 11)
    expect(paretoNbdAlive(pareto, x, recency, age)).toBeCloseTo(alive, 12)
    expect(paretoNbdExpected(pareto, 52, x, recency, age)).toBeCloseTo(expected, 10)
  })
})

describe('what formulas must agree on', () => {
  test.each([
    [0.24, 4.4, 0.79, 2.43, 39],
    [0.24, 4.4, 0.99, 2.43, 39],
    [0.9, 2, 1.4, 0.3, 10],
    [12.3, 40, 0.6, 9.1, 52],
  ])('the closed form of BG/NBD is the integral of the purchase rate (%f %f %f %f, %f)', (r, alpha, a, b, time) => {
    expect(bgNbdExpectedOfNew({ r, alpha, a, b }, time)).toBeCloseTo(purchasesByIntegral(r, alpha, a, b, time), 10)
  })

  test('the hole at a = 1 and the edge at a + b = 1 are bridged smoothly', () => {
    const near = (a: number, b: number) => bgNbdExpectedOfNew({ r: 0.5, alpha: 3, a, b }, 20)
    expect(near(1, 2)).toBeCloseTo((near(0.999, 2) + near(1.001, 2)) / 2, 6)
    expect(near(0.4, 0.6)).toBeCloseTo((near(0.4, 0.599) + near(0.4, 0.601)) / 2, 5)
  })

  test('probabilities of 0, 1, 2 ... purchases make 1, and their mean is the expectation', () => {
    const chances = Array.from({ length: 400 }, (_, count) => bgNbdProbability(bg, count, 20))
    expect(sum(chances)).toBeCloseTo(1, 10)
    expect(sum(chances.map((chance, count) => chance * count))).toBeCloseTo(bgNbdExpectedOfNew(bg, 20), 6)
  })

  test('a Pareto/NBD base is the same with alpha above, at and below beta', () => {
    const at = (alpha: number) => paretoNbdLogLikelihood(one(3, 10, 20), { r: 0.5, alpha, s: 0.6, beta: 8 })
    expect(at(8)).toBeCloseTo((at(8 - 1e-4) + at(8 + 1e-4)) / 2, 8)
  })

  test('the expectation of Pareto/NBD passes s = 1 without a jump', () => {
    const at = (s: number) => paretoNbdExpectedOfNew({ r: 0.5, alpha: 3, s, beta: 7 }, 30)
    expect(at(1)).toBeCloseTo((at(1 - 1e-5) + at(1 + 1e-5)) / 2, 9)
    // r/alpha x beta x ln(1 + t/beta)
    expect(at(1)).toBeCloseTo((0.5 / 3) * 7 * Math.log(37 / 7), 12)
  })

  test('customers with thousands of purchases get a finite answer', () => {
    expect(bgNbdExpected(bg, 52, 5000, 52, 52)).toBeGreaterThan(3000)
    expect(paretoNbdExpected(pareto, 52, 5000, 51.99, 52)).toBeGreaterThan(3000)
    expect(paretoNbdAlive(pareto, 5000, 20, 52)).toBe(0)
  })
})

describe('on simulated customers', () => {
  const span = { from: 26, to: 104, after: 26 }
  const truth = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 }
  const random = randomFrom(7)
  const buyers = simulate(random, 6000, span, betaGeometricLife(random, truth))
  const fit = fitBgNbd(buyers)
  if (fit.kind === 'refused') throw new Error(fit.reason)

  test('BG/NBD finds the parameters the customers were made with, within four standard errors', () => {
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(fit.parameters[name] - truth[name])).toBeLessThan(4 * fit.standardErrors![name])
      expect(fit.standardErrors![name]).toBeLessThan(truth[name] / 4)
    }
    expect(fit.logLikelihood).toBeGreaterThan(bgNbdLogLikelihood(buyers, truth))
  })

  test('BG/NBD tells how many are still customers and what they buy next', () => {
    const rows = Array.from(buyers.frequency, (x, i) => [x, buyers.recency[i]!, buyers.age[i]!] as const)
    const expected = rows.map(([x, recency, age]) => bgNbdExpected(fit.parameters, span.after, x, recency, age))
    const found = holdOutError(buyers.frequency, expected, buyers.later)
    expect(Math.abs(found.totalError!)).toBeLessThan(0.05)
    expect(found.meanError).toBeLessThan(0.8 * found.meanErrorOfMean)
    const alive = sum(rows.map(([x, recency, age]) => bgNbdAlive(fit.parameters, x, recency, age)))
    expect(Math.abs(alive / sum(buyers.isAlive) - 1)).toBeLessThan(0.05)
  })

  test('the unit of time changes alpha and nothing else', () => {
    const times = (column: Float64Array) => column.map((at) => at * 7)
    const inDays = fitBgNbd({ frequency: buyers.frequency, recency: times(buyers.recency), age: times(buyers.age) })
    if (inDays.kind === 'refused') throw new Error(inDays.reason)
    expect(inDays.parameters.alpha / fit.parameters.alpha).toBeCloseTo(7, 4)
    expect(inDays.parameters.a).toBeCloseTo(fit.parameters.a, 4)
    expect(inDays.logLikelihood).toBeCloseTo(fit.logLikelihood - sum(buyers.frequency) * Math.log(7), 3)
  })

  test('Pareto/NBD finds its own parameters', () => {
    const dice = randomFrom(11)
    const leavers = simulate(dice, 4000, span, paretoLife(dice, pareto))
    const found = fitParetoNbd(leavers)
    if (found.kind === 'refused') throw new Error(found.reason)
    for (const name of ['r', 'alpha', 's', 'beta'] as const) {
      expect(Math.abs(found.parameters[name] - pareto[name])).toBeLessThan(4 * found.standardErrors![name])
    }
  })

  test('Gamma-Gamma finds its own parameters and draws rare buyers to the mean', () => {
    const dice = randomFrom(5)
    const truthOfSpend = { p: 6, q: 4, v: 15 }
    const frequency = Float64Array.from({ length: 5000 }, () => 1 + Math.floor(dice() * 8))
    const spend = frequency.map((x) => gammaFrom(dice, truthOfSpend.p * x) / x / (gammaFrom(dice, truthOfSpend.q) / truthOfSpend.v))
    const found = fitGammaGamma({ frequency, spend })
    if (found.kind === 'refused') throw new Error(found.reason)
    for (const name of ['p', 'q', 'v'] as const) {
      expect(Math.abs(found.parameters[name] - truthOfSpend[name])).toBeLessThan(4 * found.standardErrors![name])
    }
    // vp/(q-1) of the truth is 30.
    expect(Math.abs(found.meanSpend - 30)).toBeLessThan(1)
    const often = gammaGammaExpectedSpend(found.parameters, 50, 100)
    const once = gammaGammaExpectedSpend(found.parameters, 1, 100)
    expect(once).toBeLessThan(often)
    expect(often).toBeLessThan(100)
    expect(gammaGammaExpectedSpend(found.parameters, 0, Number.NaN)).toBeCloseTo(found.meanSpend, 10)
  })
})

describe('refusals', () => {
  const many = (count: number, of: (i: number) => readonly [number, number, number]) => {
    const rows = Array.from({ length: count }, (_, i) => of(i))
    return { frequency: rows.map((row) => row[0]), recency: rows.map((row) => row[1]), age: rows.map((row) => row[2]) }
  }
  const reason = (fit: { readonly kind: string; readonly reason?: string }) => fit.reason ?? fit.kind

  test('few customers, few repeaters and no customers at all are refused with the numbers', () => {
    expect(fitBgNbd(many(150, (i) => [i % 4, i % 4, 20]))).toEqual({
      kind: 'refused',
      reason: 'too-few-customers',
      details: { customers: 150, needed: 200 },
    })
    expect(reason(fitParetoNbd(many(500, (i) => (i < 20 ? [1, 5, 20] : [0, 0, 20]))))).toBe('too-few-repeaters')
    expect(reason(fitBgNbd(many(0, () => [0, 0, 0])))).toBe('too-few-customers')
    expect(reason(fitGammaGamma({ frequency: [1, 2], spend: [3, 4] }))).toBe('too-few-repeaters')
  })

  test('clockwork customers who never leave have no likelihood maximum', () => {
    expect(reason(fitBgNbd(many(400, () => [20, 20, 20.5])))).toBe('no-maximum')
    expect(reason(fitParetoNbd(many(400, () => [20, 20, 20])))).toBe('no-maximum')
  })

  test('customers who all leave alike are fitted, with a word about it and without standard errors', () => {
    const dice = randomFrom(2)
    // A small base: everybody buys at about the same rate and leaves with the chance 1 in 9.
    const even = simulate(dice, 250, { from: 20, to: 60, after: 20 }, betaGeometricLife(dice, { r: 2, alpha: 20, a: 50, b: 400 }))
    const fit = fitParetoNbd(even)
    if (fit.kind === 'refused') throw new Error(fit.reason)
    expect(fit.convergence.alike).toContain('leaving')
    expect(fit.standardErrors).toBeNull()
    const expected = Array.from(even.frequency, (x, i) => paretoNbdExpected(fit.parameters, 20, x, even.recency[i]!, even.age[i]!))
    // 250 customers buy too little in 20 weeks to tell more closely.
    expect(Math.abs(sum(expected) / sum(even.later) - 1)).toBeLessThan(0.25)
  })

  test('customers who leave exactly alike are fitted however the dice fall', () => {
    for (const seed of [7, 8, 10, 20]) {
      const dice = randomFrom(seed)
      const chance = 0.05 + 0.3 * dice()
      const even = { frequency: [] as number[], recency: [] as number[], age: [] as number[] }
      for (let customer = 0; customer < 500; customer += 1) {
        const mean = 20 + 120 * dice()
        const age = 100 + Math.floor(dice() * 700)
        let [x, last] = [0, 0]
        while (dice() > chance) {
          const next = last + Math.max(1, Math.round(-Math.log(1 - dice()) * mean))
          if (next > age) break
          x += 1
          last = next
        }
        even.frequency.push(x)
        even.recency.push(last / 7)
        even.age.push(age / 7)
      }
      const fit = fitBgNbd(even)
      if (fit.kind === 'refused') throw new Error(`${seed}: ${fit.reason}`)
      // The chance to leave is all that can be told of a and b.
      expect(Math.abs(fit.parameters.a / (fit.parameters.a + fit.parameters.b) - chance)).toBeLessThan(0.05)
    }
  })

  test('spend that goes with frequency is refused with the correlation', () => {
    const frequency = Array.from({ length: 300 }, (_, i) => 1 + (i % 10))
    const refusal = fitGammaGamma({ frequency, spend: frequency.map((x, i) => 10 * x + (i % 7)) })
    expect(refusal).toMatchObject({ kind: 'refused', reason: 'spend-depends-on-frequency', details: { limit: 0.3 } })
  })

  test('spend with so heavy a tail that it has no mean is refused', () => {
    const dice = randomFrom(3)
    const frequency = Float64Array.from({ length: 2000 }, () => 1 + Math.floor(dice() * 3))
    const spend = frequency.map((x) => gammaFrom(dice, 2 * x) / x / gammaFrom(dice, 0.6))
    expect(reason(fitGammaGamma({ frequency, spend }))).toBe('spend-without-mean')
  })

  test.each([
    [1.5, 3, 10],
    [-1, 0, 10],
    [1, 11, 10],
    [0, 3, 10],
    [2, 0, 10],
    [1, Number.NaN, 10],
    [1, 3, Infinity],
  ])('a history of %f repeats, the last at %f of %f is our bug, not a guess', (x, recency, age) => {
    expect(() => fitBgNbd(one(x, recency, age))).toThrow(/customer 0/)
  })

  test('columns of different lengths and spends of nothing are bugs', () => {
    expect(() => fitBgNbd({ frequency: [1], recency: [], age: [2] })).toThrow(RangeError)
    expect(() => fitGammaGamma({ frequency: [1], spend: [] })).toThrow(RangeError)
    for (const spend of [0, -3, Number.NaN, Infinity]) {
      expect(() => fitGammaGamma({ frequency: [1], spend: [spend] })).toThrow(/customer 0/)
    }
    expect(() => holdOutError([1], [1, 2], [1])).toThrow(RangeError)
  })
})

describe('what is made of predictions', () => {
  test('value is what falls into each period, discounted at its end', () => {
    // 2 purchases a period at 50: 100/1.1 + 100/1.21 + 100/1.331.
    const value = customerValue((time) => time / 2, 50, { periods: 3, periodLength: 4, discountRate: 0.1 })
    expect(value).toBeCloseTo(248.68519909842215, 10)
    expect(customerValue((time) => time, 1, { periods: 0, periodLength: 1, discountRate: 0 })).toBe(0)
  })

  test('calendar time adds up what each start has had time for', () => {
    const found = expectedOverTime((time) => time ** 2, [0, 2], [10, 1], [0, 1, 2, 3])
    expect([...found]).toEqual([0, 10, 40, 91])
  })

  test('hold-out errors by class of purchases before', () => {
    const found = holdOutError([0, 0, 1, 9], [0.5, 0.5, 1, 4], [0, 1, 1, 6], 2)
    expect(found).toEqual({
      customers: 4,
      expected: 6,
      actual: 8,
      totalError: -0.25,
      meanError: 0.75,
      meanErrorOfMean: 2,
      classes: [
        { frequency: 0, customers: 2, expected: 0.5, actual: 0.5 },
        { frequency: 1, customers: 1, expected: 1, actual: 1 },
        { frequency: 2, customers: 1, expected: 4, actual: 6 },
      ],
    })
    expect(holdOutError([0], [0.1], [0]).totalError).toBeNull()
  })

  test('predictions are hidden where they fail the hold-out', () => {
    const actual = [0, 1, 2, 3, 4]
    const of = (expected: readonly number[]) => judged(holdOutError(actual, expected, actual))
    expect(of([0.5, 1, 2, 3, 3.5])).toBeNull()
    // Right in total, but worse than giving everybody the mean of 2.
    expect(of([4, 3, 2, 1, 0])).toMatchObject({
      reason: 'fails-hold-out',
      details: { totalError: 0, meanError: 2.4, meanErrorOfMean: 1.2 },
    })
    // Close to each, but 40 % too much.
    expect(of([0, 1.4, 2.8, 4.2, 5.6])).toMatchObject({
      reason: 'fails-hold-out',
      details: { totalError: expect.closeTo(0.4, 12), limit: 0.3 },
    })
    expect(judged(holdOutError([0], [0.4], [0]))).toMatchObject({ reason: 'fails-hold-out', details: { totalError: 1 } })
  })
})
