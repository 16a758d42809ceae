import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  bgNbdAlive,
  bgNbdExpected,
  bgNbdExpectedOfNew,
  bgNbdLogLikelihood,
  bgNbdProbability,
  fitBgNbd,
} from '../../../../../src/engine/studies/statistics/customer-base/bg-nbd.ts'
import { customerValue, expectedOverTime, holdOutError } from '../../../../../src/engine/studies/statistics/customer-base/customer-base.ts'
import {
  fitGammaGamma,
  gammaGammaExpectedSpend,
  gammaGammaLogLikelihood,
} from '../../../../../src/engine/studies/statistics/customer-base/gamma-gamma.ts'
import {
  fitParetoNbd,
  paretoNbdAlive,
  paretoNbdExpected,
  paretoNbdExpectedOfNew,
} from '../../../../../src/engine/studies/statistics/customer-base/pareto-nbd.ts'
import { pearson } from '../../../../../src/engine/studies/statistics/correlation.ts'
import { findShared } from '../../../../available.ts'

const folder = join(findShared()!, 'data/cdnow')
const table = (file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))

const summary = table('cdnow_customers_summary.csv')
const spending = table('cdnow_customers_summary_with_transactions.csv')
const histories = { frequency: summary.map((row) => row[1]!), recency: summary.map((row) => row[2]!), age: summary.map((row) => row[3]!) }
const spends = { frequency: spending.map((row) => row[1]!), spend: spending.map((row) => row[4]!) }
const fitted = <Fit extends { readonly kind: string }>(fit: Fit) => {
  if (fit.kind !== 'fitted') throw new Error(JSON.stringify(fit))
  return fit as Extract<Fit, { kind: 'fitted' }>
}
const bg = fitted(fitBgNbd(histories))
const pareto = fitted(fitParetoNbd(histories))
const gamma = fitted(fitGammaGamma(spends))

/** expected.json beside the data says where each published number is from. */
describe('CDNOW, 2,357 customers', () => {
  test('BG/NBD reaches the published maximum', () => {
    expect(bg.logLikelihood).toBeGreaterThanOrEqual(-9582.43)
    expect(Math.abs(bg.parameters.r - 0.243)).toBeLessThan(0.005)
    expect(Math.abs(bg.parameters.alpha - 4.414)).toBeLessThan(0.005)
    expect(Math.abs(bg.parameters.a - 0.793)).toBeLessThan(0.005)
    expect(Math.abs(bg.parameters.b - 2.426)).toBeLessThan(0.005)
    expect(bg.repeaters).toBe(946)
    expect(bgNbdLogLikelihood(histories, { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 })).toBeCloseTo(-9582.4268, 4)
  })

  test('Pareto/NBD reaches the published maximum, with the published standard errors', () => {
    expect(pareto.logLikelihood).toBeGreaterThanOrEqual(-9594.98)
    expect(Math.abs(pareto.parameters.r - 0.553)).toBeLessThan(0.005)
    expect(Math.abs(pareto.parameters.alpha - 10.578)).toBeLessThan(0.005)
    expect(Math.abs(pareto.parameters.s - 0.606)).toBeLessThan(0.005)
    expect(Math.abs(pareto.parameters.beta - 11.669)).toBeLessThan(0.005)
    expect(pareto.standardErrors!.r).toBeCloseTo(0.0476264, 4)
    expect(pareto.standardErrors!.alpha).toBeCloseTo(0.8427222, 4)
    expect(pareto.standardErrors!.s).toBeCloseTo(0.1872594, 4)
    expect(pareto.standardErrors!.beta).toBeCloseTo(6.2105448, 2)
  })

  test('Gamma-Gamma reaches the published maximum on 946 repeaters', () => {
    expect(Math.abs(gamma.parameters.p - 6.25)).toBeLessThan(0.05)
    expect(Math.abs(gamma.parameters.q - 3.74)).toBeLessThan(0.05)
    expect(Math.abs(gamma.parameters.v - 15.44)).toBeLessThan(0.05)
    expect(gammaGammaLogLikelihood(spends, { p: 6.25, q: 3.74, v: 15.44 })).toBeCloseTo(-4055.9247, 4)
    expect(gamma.logLikelihood).toBeGreaterThanOrEqual(-4055.9247)
    expect(gamma.independence.coefficient).toBeCloseTo(0.113884, 6)
    expect(gamma.independence.p!).toBeLessThan(0.001)
  })

  test('BG/NBD predicts what was published', () => {
    expect(bgNbdExpected(bg.parameters, 39, 2, 30.43, 38.86)).toBeCloseTo(1.226, 3)
    const ofNew = (time: number) => bgNbdExpectedOfNew(bg.parameters, time)
    for (const [time, expected] of [
      [0.1429, 0.0078],
      [1, 0.0532],
      [3, 0.1506],
      [31.8571, 1.0405],
      [32, 1.0437],
    ] as const) {
      expect(ofNew(time)).toBeCloseTo(expected, 4)
    }
    // Published 1.8576 with rounded parameters.
    expect(Math.abs(ofNew(78) - 1.8576)).toBeLessThan(5e-4)
    const customer = (id: number) => summary.find((row) => row[0] === id)!
    for (const [id, expected] of [
      [1516, 0.710623],
      [157, 0.662396],
      [1981, 0.486526],
      [841, 0.474738],
      [509, 0.424877],
    ] as const) {
      const [, x, recency, age] = customer(id) as [number, number, number, number]
      expect(Math.abs(bgNbdExpected(bg.parameters, 1, x, recency, age) - expected)).toBeLessThan(1e-6)
    }
    expect(bgNbdAlive(bg.parameters, 0, 0, 38.86)).toBe(1)
    expect(Math.abs(bgNbdProbability(bg.parameters, 10, 2) / 1.07869e-7 - 1)).toBeLessThan(0.005)
    expect(Math.abs(bgNbdProbability(bg.parameters, 0, 39) - 0.5737864)).toBeLessThan(0.001)
    for (const [i, expected] of [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613,
      0.000222226,
    ].entries()) {
      expect(Math.abs(bgNbdProbability(bg.parameters, 11 + i, 30) - expected)).toBeLessThan(5e-6)
    }
  })

  test('Pareto/NBD predicts what was published', () => {
    expect(paretoNbdExpected(pareto.parameters, 52, 26, 30.86, 31)).toBeCloseTo(25.46, 2)
    expect(paretoNbdAlive(pareto.parameters, 26, 30.86, 31)).toBeCloseTo(0.9979, 4)
    for (const [time, expected] of [
      0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211,
    ].entries()) {
      expect(Math.abs(paretoNbdExpectedOfNew(pareto.parameters, time) - expected)).toBeLessThan(0.01)
    }
  })

  test('spend is predicted as published', () => {
    const expected = [24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408, 35.170981]
    for (const [i, value] of expected.entries()) {
      expect(Math.abs(gammaGammaExpectedSpend(gamma.parameters, spending[i]![1]!, spending[i]![4]!) - value)).toBeLessThan(1e-4)
    }
    const all = spending.map((row) => gammaGammaExpectedSpend(gamma.parameters, row[1]!, row[4]!))
    expect(all.reduce((sum, at) => sum + at, 0) / all.length).toBeCloseTo(35.2529588256, 2)
  })

  test('twelve periods of value are those of the lifetimes quickstart, which takes 30 weeks for a month', () => {
    for (const [id, expected] of [
      [1, 140.096211],
      [2, 18.943467],
      [3, 38.180574],
      [6, 1003.868107],
    ] as const) {
      const [, x, recency, age, spend] = spending[id - 1] as [number, number, number, number, number]
      const value = customerValue(
        (time) => bgNbdExpected(bg.parameters, time, x, recency, age),
        gammaGammaExpectedSpend(gamma.parameters, x, spend),
        { periods: 12, periodLength: 30, discountRate: 0.01 },
      )
      expect(Math.abs(value / expected - 1)).toBeLessThan(1e-4)
    }
  })
})

describe('CDNOW, the 39 weeks after', () => {
  // The sample's transactions on distinct days: columns master id, sample id, date, units, dollars.
  const days = new Map<number, Set<number>>()
  for (const line of readFileSync(join(folder, 'CDNOW_sample.txt'), 'utf8').trim().split('\n')) {
    const [, id, date] = line.trim().split(/\s+/) as [string, string, string]
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 86_400_000
    days.set(Number(id), (days.get(Number(id)) ?? new Set()).add(day))
  }
  const end = Date.UTC(1997, 8, 30) / 86_400_000
  const later = summary.map((row) => [...days.get(row[0]!)!].filter((day) => day > end).length)
  const predicted = (expected: (time: number, x: number, recency: number, age: number) => number) =>
    summary.map((row) => expected(39, row[1]!, row[2]!, row[3]!))

  const byBg = predicted((...args) => bgNbdExpected(bg.parameters, ...args))
  const byPareto = predicted((...args) => paretoNbdExpected(pareto.parameters, ...args))

  test('customers are ranked as in the paper: correlations of .626 and .630 with what they bought', () => {
    expect(pearson(byBg, later).coefficient).toBeCloseTo(0.626, 3)
    expect(pearson(byPareto, later).coefficient).toBeCloseTo(0.63, 3)
  })

  test('both models foretell the 1,882 purchases of the next 39 weeks better than the mean does', () => {
    for (const expected of [byBg, byPareto]) {
      const found = holdOutError(histories.frequency, expected, later)
      expect(found.actual).toBe(1882)
      expect(Math.abs(found.totalError!)).toBeLessThan(0.125)
      expect(found.meanError).toBeLessThan(0.7 * found.meanErrorOfMean)
    }
  })

  test('the repeat purchases of the first 39 weeks are followed to within two percent', () => {
    const starts = [...days.values()].map((each) => Math.min(...each))
    const first = Math.min(...starts)
    const distinct = [...new Set(starts)].toSorted((a, b) => a - b)
    const sizes = distinct.map((day) => starts.filter((at) => at === day).length)
    const [expected] = expectedOverTime(
      (time) => bgNbdExpectedOfNew(bg.parameters, time),
      distinct.map((day) => (day - first) / 7),
      sizes,
      [(end - first) / 7],
    )
    const actual = histories.frequency.reduce((sum, x) => sum + x, 0)
    expect(Math.abs(expected! / actual - 1)).toBeLessThan(0.02)
  })
})
