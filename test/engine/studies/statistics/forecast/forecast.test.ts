import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bias,
  coverage,
  scaledError,
  symmetricError,
  weightedError,
} from '../../../../../src/engine/studies/statistics/forecast/accuracy.ts'
import { backtest } from '../../../../../src/engine/studies/statistics/forecast/backtest.ts'
import { type Forecast, forecast } from '../../../../../src/engine/studies/statistics/forecast/forecast.ts'
import { prepareSeries } from '../../../../../src/engine/studies/statistics/forecast/prepared-series.ts'
import { textbookForecast, textbookMethods } from '../../../../../src/engine/studies/statistics/forecast/textbook.ts'
import { airPassengers } from './air-passengers.ts'

const columns = ({ point, interval80, interval95 }: Forecast) => [
  interval95.lower,
  interval80.lower,
  point,
  interval80.upper,
  interval95.upper,
]

function expectInOrder(found: Forecast, horizon: number): void {
  for (const column of columns(found)) {
    expect(column).toHaveLength(horizon)
    expect(column.every(Number.isFinite)).toBe(true)
  }
  for (let step = 0; step < horizon; step += 1) {
    const across = columns(found).map((column) => column[step]!)
    expect(across).toEqual(across.toSorted((one, other) => one - other))
  }
}

describe('AirPassengers', () => {
  const train = airPassengers.slice(0, 120)
  const later = airPassengers.slice(120)
  const found = forecast(train, 12, 24)

  test('two years ahead are foretold better than by any textbook method, within the intervals', () => {
    const error = weightedError(later, found.point)!
    for (const method of textbookMethods) expect(error).toBeLessThan(weightedError(later, textbookForecast(method, train, 12, 24))!)
    expect(error).toBeLessThan(0.11)
    expect(coverage(later, found.interval95)).toBe(1)
    expect(found.seasonStrength).toBeGreaterThan(0.95)
    expectInOrder(found, 24)
  })

  test('the same series gives the same numbers', () => {
    expect(forecast(train, 12, 24)).toEqual(found)
  })

  test('the next year from the whole series lies where R puts it', () => {
    // R's ets, dynamic Theta and complex smoothing agree on 441 to 451 for January 1961.
    expect(forecast(airPassengers, 12, 1).point[0]!).toBeGreaterThan(440)
    expect(forecast(airPassengers, 12, 1).point[0]!).toBeLessThan(452)
  })

  test('holes are filled with what the season says, and unknown values at the end are foretold', () => {
    const holed: (number | null)[] = Array.from(train)
    for (const i of [5, 30, 31, 66, 90]) holed[i] = null
    const filled = prepareSeries(holed, 12)
    expect(filled.filled).toBe(5)
    for (const i of [5, 30, 31, 66, 90]) expect(Math.abs((filled.values[i]! * filled.unit) / train[i]! - 1)).toBeLessThan(0.08)
    expect(weightedError(later, forecast(holed, 12, 24).point)!).toBeLessThan(0.11)
    const ahead = forecast([...train, null, Number.NaN], 12, 22)
    expect(ahead.point).toEqual(found.point.slice(2))
    expect(ahead.known).toBe(120)
  })

  test('a backtest gives the error of each method over the same steps', () => {
    const found24 = backtest(airPassengers, 12, 12, 2)!
    const parts = [120, 132].map((end) => forecast(airPassengers.slice(0, end), 12, 12).point)
    expect(found24.origins).toBe(2)
    expect(found24.weightedErrors.forecast).toBeCloseTo(weightedError(later, [...parts[0]!, ...parts[1]!])!, 12)
    // The last December again: 337 for 1959, 405 for 1960.
    const naive = later.reduce((sum, at, i) => sum + Math.abs(at - (i < 12 ? 337 : 405)), 0) / later.reduce((sum, at) => sum + at, 0)
    expect(found24.weightedErrors.naive).toBeCloseTo(naive, 12)
    expect(found24.weightedErrors.forecast!).toBeLessThan(found24.weightedErrors['seasonal-naive']!)
    expect(found24.coverage95).toBeGreaterThan(0.9)
    expect(backtest([1, 2, 3, 4, 5, 6, 7, 8], 1, 4)).toBeNull()
    expect(
      backtest(
        Array.from({ length: 30 }, () => null),
        1,
        4,
      ),
    ).toBeNull()
  })
})

describe('series of every kind', () => {
  const many = (length: number, of: (i: number) => number) => Array.from({ length }, (_, i) => of(i))

  test.each<[string, number[], number]>([
    ['zeros', many(10, () => 0), 12],
    ['a constant', many(30, () => 7.3), 12],
    ['one value', [5], 12],
    ['two values', [5, 8], 4],
    ['three values', [1, 2, 3], 1],
    ['five values', [1, 2, 3, 4, 5], 1],
    ['negative values', [-5, -3, -8, -4, -6, -2, -9, -3], 4],
    ['values too large to square', [1e300, 2e300, 1.5e300, 1e300, 1.7e300, 1.2e300, 1e300], 1],
    ['the largest numbers', [1.7e308, 1.2e308, 1.6e308, 1.7e308, 1.1e308, 1.5e308], 4],
    ['values too small to square', [1e-300, 2e-300, 1.5e-300, 1e-300, 1.7e-300, 1.2e-300], 1],
    ['doubling', many(40, (i) => 2 ** i), 1],
    ['a wild swing', many(30, (i) => (-1) ** i), 1],
    ['mostly zeros', many(36, (i) => (i % 5 === 0 ? 3 : 0)), 12],
    ['one sale and nothing since', [5, ...many(12, () => 0)], 12],
    ['a jump at the end', [...many(20, () => 1), 100, 100, 100], 4],
    ['a fall to nearly nothing', [100, 80, 60, 40, 20, 10, 5], 1],
    ['weeks of four years', many(208, (i) => 50 + 20 * Math.sin(i / 8.3) + (i % 7)), 52],
  ])('%s get a forecast in order, and none below zero without reason', (_, values, period) => {
    const found = forecast(values, period, 8)
    expectInOrder(found, 8)
    if (values.every((at) => at >= 0)) expect(found.interval95.lower.every((at) => at >= 0)).toBe(true)
  })

  test('a constant goes on without doubt, and one value with much', () => {
    const constant = forecast(
      many(30, () => 7.5),
      12,
      3,
    )
    for (const column of columns(constant)) expect([...column]).toEqual([7.5, 7.5, 7.5])
    const one = forecast([6], 12, 1)
    expect(one.point[0]).toBe(6)
    expect(one.interval95.upper[0]! - one.interval95.lower[0]!).toBeGreaterThan(6)
  })

  test('a straight line goes on nearly straight', () => {
    const { point } = forecast(
      many(40, (i) => 100 + 5 * i),
      12,
      6,
    )
    for (let step = 0; step < 6; step += 1) expect(Math.abs(point[step]! - (300 + 5 * step))).toBeLessThan(3)
  })

  test('a single absurd value does not lift what comes', () => {
    const values = many(30, (i) => 10 + (i % 3))
    values[24] = 1e9
    const found = forecast(values, 4, 4)
    for (const at of found.point) expect(Math.abs(at - 11)).toBeLessThan(3)
  })

  test('what is no series is refused', () => {
    for (const series of [[], [null, Number.NaN]]) expect(() => forecast(series, 12, 3)).toThrow(RangeError)
    expect(() => forecast([1, Infinity, 2], 12, 3)).toThrow(/value 1/)
    for (const count of [0, -1, 1.5, Number.NaN]) {
      expect(() => forecast([1, 2, 3], count, 3)).toThrow(RangeError)
      expect(() => forecast([1, 2, 3], 12, count)).toThrow(RangeError)
    }
  })

  test('any series gets finite numbers in order, and its unit does not matter', () => {
    const value = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constant(0),
      fc.constant(null),
      fc.integer({ min: 0, max: 9 }),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 4, 12), (series, period) => {
        if (series.every((at) => at === null)) return
        const found = forecast(series, period, 5)
        expectInOrder(found, 5)
        // Times a power of two: no digit changes on the way.
        const scaled = forecast(
          series.map((at) => (at === null ? null : at * 1024)),
          period,
          5,
        )
        expect(scaled.point).toEqual(found.point.map((at) => at * 1024))
      }),
      { seed: 5, numRuns: 120 },
    )
  })
})

describe('textbook methods', () => {
  test('repeat the last value and the last season', () => {
    const series = [1, 2, 3, 4, 5, 7, 8, 9]
    const rounded = (method: 'naive' | 'seasonal-naive') =>
      Array.from(textbookForecast(method, series, 4, 6), (at) => Math.round(at * 1e9) / 1e9)
    expect(rounded('naive')).toEqual([9, 9, 9, 9, 9, 9])
    expect(rounded('seasonal-naive')).toEqual([5, 7, 8, 9, 5, 7])
    expect([...textbookForecast('seasonal-naive', [3, 3], 4, 2)]).toEqual([3, 3])
  })

  test('Theta on a line rises by half the slope, as the classic method does', () => {
    const found = textbookForecast(
      'theta',
      Array.from({ length: 30 }, (_, i) => 10 + 4 * i),
      1,
      4,
    )
    expect(found[3]! - found[2]!).toBeCloseTo(2, 6)
  })
})

describe('accuracy', () => {
  const actual = [10, 5, 8, 10]
  const foretold = [15, 12, 5, 8]

  test('the published example: weighted error 51.52 %, bias +21.21 %', () => {
    expect(weightedError(actual, foretold)! * 100).toBeCloseTo(51.52, 2)
    expect(bias(actual, foretold)! * 100).toBeCloseTo(21.21, 2)
  })

  test('by hand', () => {
    // 200 x (5/25 + 7/17 + 3/13 + 2/18)/4
    expect(symmetricError(actual, foretold)).toBeCloseTo(47.68, 2)
    expect(symmetricError([0, 1], [0, 3])).toBe(50)
    // Steps over two: |3-1|, |6-2|, |5-3| -> 8/3; errors 17/4.
    expect(scaledError([1, 2, 3, 6, 5], 2, actual, foretold)).toBeCloseTo(17 / 4 / (8 / 3), 12)
    expect(coverage([1, 2, 3, 4], { lower: [1, 0, 4, 0], upper: [1, 1, 5, 9] })).toBe(0.5)
  })

  test('what cannot be divided is not', () => {
    expect(scaledError([2, 2, 2], 1, [1], [2])).toBeNull()
    expect(scaledError([2], 1, [1], [2])).toBeNull()
    expect(weightedError([0, 0], [1, 1])).toBeNull()
    expect(bias([0], [1])).toBeNull()
  })
})
