import { describe, expect, test } from 'vitest'
import { autoregressiveForecast } from '../../../../../src/engine/studies/statistics/forecast/autoregression.ts'
import { complexForecast } from '../../../../../src/engine/studies/statistics/forecast/complex-smoothing.ts'
import { fitTheta, thetaErrors, thetaForecast, thetaPath } from '../../../../../src/engine/studies/statistics/forecast/dynamic-theta.ts'
import { fittedLine } from '../../../../../src/engine/studies/statistics/forecast/line.ts'
import { withoutExtremes } from '../../../../../src/engine/studies/statistics/forecast/outliers.ts'
import {
  isSeasonal,
  shrunkenSeason,
  testedSeason,
  withoutSeason,
  withSeason,
} from '../../../../../src/engine/studies/statistics/forecast/seasonality.ts'
import { bestSmoothing, fitSmoothing, smoothingForecast } from '../../../../../src/engine/studies/statistics/forecast/smoothing.ts'
import { randomFrom } from '../../../../../src/engine/studies/statistics/random.ts'
import { airPassengers } from './air-passengers.ts'

const rising = Float64Array.from([
  31.2, 29.8, 33.1, 35.0, 32.7, 36.4, 38.8, 37.1, 40.2, 39.0, 42.7, 44.1, 41.8, 45.9, 47.2, 46.0, 49.8, 48.3, 52.1, 53.0, 50.9, 55.2, 54.4,
  57.7, 56.1, 58.8, 60.3, 59.0, 62.4, 61.1,
])

function expectNear(found: ArrayLike<number>, expected: readonly number[], within: number): void {
  for (const [i, at] of expected.entries()) expect(Math.abs(found[i]! - at)).toBeLessThan(within)
}

/** Numbers of the R package forecTheta, as Nixtla's statsforecast tests itself against them (tests/test_theta.py). */
describe('dynamic Theta on AirPassengers', () => {
  test('with given parameters fits and foretells as R does, to four digits', () => {
    const still = thetaPath(airPassengers, { alpha: 0.5, theta: 2, firstLevel: 56, isDynamic: false }, 5)
    expectNear([still[0]!, still[1]!, still[143]!], [101.155, 107.9061, 449.1692], 5e-4)
    expectNear(still.slice(144), [441.9132, 443.2418, 444.5704, 445.899, 447.2276], 1e-4)
    const moving = thetaPath(airPassengers, { alpha: 0.5, theta: 2, firstLevel: 56, isDynamic: true }, 5)
    expectNear([moving[0]!, moving[1]!, moving[143]!], [112, 112, 449.1805], 5e-4)
    expectNear(moving.slice(144), [441.9132, 443.233, 444.5484, 445.8594, 447.1659], 1e-4)
  })

  test('with parameters of its own foretells what R does', () => {
    const optimised = (isDynamic: boolean) => thetaForecast(airPassengers, fitTheta(airPassengers, isDynamic), 5)
    expectNear(optimised(false), [433.72150701, 435.83452245, 437.94753789, 440.06055334, 442.17356878], 1)
    expectNear(optimised(true), [432.5131, 433.4257, 434.3344, 435.2391, 436.1399], 0.1)
  })

  test('with the season of a textbook foretells what R does', () => {
    const season = testedSeason(airPassengers, 12)
    const level = withoutSeason(airPassengers, season)
    const seasonal = (isDynamic: boolean) => withSeason(thetaForecast(level, fitTheta(level, isDynamic), 5), season, 144)
    expectNear(seasonal(false), [442.8492, 432.1255, 495.1706, 482.1585, 487.328], 0.05)
    expectNear(seasonal(true), [442.972, 432.3586, 495.5702, 482.6789, 487.9888], 0.1)
  })

  test('errors ahead are those of forecasts from each place', () => {
    const model = { alpha: 0.4, theta: 3, firstLevel: 30, isDynamic: true }
    const { squares, counts } = thetaErrors(rising, model, 3)
    expect([...counts]).toEqual([24, 23, 22])
    let sum = 0
    for (let end = 6; end + 2 < rising.length; end += 1) sum += (rising[end + 2]! - thetaForecast(rising.slice(0, end), model, 3)[2]!) ** 2
    expect(squares[2]!).toBeCloseTo(sum, 8)
  })
})

/** Minima found by scipy 1.17 (Nelder-Mead and L-BFGS-B from many starts). */
describe('exponential smoothing', () => {
  test('simple smoothing finds the least squares', () => {
    const model = fitSmoothing(rising, 'none', 'additive')
    expect(model.alpha).toBeCloseTo(0.76841889, 2)
    expect(Math.abs(model.level - 61.22887507682024)).toBeLessThan(0.02)
    expect([...smoothingForecast(model, 2)]).toEqual([model.level, model.level])
  })

  test("Holt's and damped trends find the least squares", () => {
    expectNear(
      smoothingForecast(fitSmoothing(rising, 'linear', 'additive'), 6),
      [63.9027585725584, 65.01454944826872, 66.12634032397906, 67.23813119968939, 68.34992207539972, 69.46171295111006],
      0.1,
    )
    expectNear(
      smoothingForecast(fitSmoothing(rising, 'damped', 'additive'), 6),
      [63.33014613012033, 64.24134619112489, 65.13432225090936, 66.00943878949813, 66.86705299731514, 67.7075149209758],
      0.15,
    )
  })

  test('a trend is taken where there is one, and none where there is none', () => {
    expect(bestSmoothing(rising, 'additive').trend).toBe('linear')
    expect(bestSmoothing(rising, 'multiplicative').trend).toBe('linear')
    const random = randomFrom(3)
    expect(
      bestSmoothing(
        Float64Array.from({ length: 40 }, () => 50 + random()),
        'additive',
      ).trend,
    ).toBe('none')
    expect(bestSmoothing(Float64Array.from([1, 2, 3]), 'additive').criterion).toBe(Infinity)
  })
})

describe('the other members', () => {
  test("an autoregression of steps is Burg's, as a plain double loop in Python computes it", () => {
    expectNear(
      autoregressiveForecast(rising, 6),
      [63.970109367305, 64.881554769688, 64.18509021386724, 67.4423227164308, 66.96227918931318, 68.55033942540855],
      1e-9,
    )
    expect([...autoregressiveForecast(Float64Array.from([1, 2, 4]), 2)]).toEqual([4, 4])
  })

  /** R's ces(AirPassengers, h = 13), as statsforecast tests itself against it (tests/test_ces.py). */
  test('complex smoothing foretells AirPassengers as R does, the first month to 0.1 and the others to 1.2 percent', () => {
    const inR = [430.9211, 432.4049, 431.2324, 432.7212, 431.5439, 433.0376, 431.8556, 433.3543, 432.1675]
    const found = complexForecast(airPassengers, 9)
    expect(Math.abs(found[0]! - inR[0]!)).toBeLessThan(0.1)
    expectNear(found, inR, 5.1)
  })

  test('a line is the least-squares line', () => {
    expect(fittedLine(Float64Array.from([3, 5, 7, 9]))).toEqual({
      intercept: expect.closeTo(1, 12),
      slope: expect.closeTo(2, 12),
      mean: 6,
    })
    expect(fittedLine(Float64Array.from([4]))).toEqual({ intercept: 4, slope: 0, mean: 4 })
  })
})

describe('season', () => {
  const pattern = [0.8, 1.1, 1.3, 0.8]
  const seasonal = Float64Array.from({ length: 40 }, (_, i) => (100 + 2 * i) * pattern[i % 4]!)
  const noise = Float64Array.from(
    { length: 60 },
    (
      (random) => () =>
        100 + 10 * random()
    )(randomFrom(17)),
  )

  test('a clear season is found nearly whole', () => {
    const season = shrunkenSeason(seasonal, 4)
    expect(season.kind).toBe('multiplicative')
    expectNear(season.indices, pattern, 0.02)
    expect(season.strength).toBeGreaterThan(0.99)
    expect(isSeasonal(airPassengers, 12)).toBe(true)
  })

  test('chance is drawn to no season', () => {
    expect(shrunkenSeason(noise, 12).strength).toBeLessThan(0.5)
    expect(isSeasonal(noise, 12)).toBe(false)
    expect([...testedSeason(noise, 4).indices]).toEqual([1, 1, 1, 1])
  })

  test('values that reach zero have an additive season that adds up to nothing', () => {
    const around = Float64Array.from({ length: 32 }, (_, i) => [-2, 0, 3, -1][i % 4]!)
    const season = shrunkenSeason(around, 4)
    expect(season.kind).toBe('additive')
    expectNear(season.indices, [-2, 0, 3, -1], 0.01)
  })

  test('less than two seasons show none', () => {
    expect(shrunkenSeason(airPassengers.slice(0, 23), 12)).toEqual({
      kind: 'multiplicative',
      indices: new Float64Array(12).fill(1),
      strength: 0,
    })
    expect(isSeasonal(airPassengers.slice(0, 35), 12)).toBe(false)
    expect(isSeasonal(new Float64Array(40).fill(3), 4)).toBe(false)
  })

  test('taking a season out and putting it back changes nothing', () => {
    const season = shrunkenSeason(airPassengers, 12)
    expectNear(withSeason(withoutSeason(airPassengers, season), season, 0), [...airPassengers], 1e-9)
  })
})

describe('extremes', () => {
  test('a lone extreme in the middle is drawn in, all else stays', () => {
    const values = Float64Array.from({ length: 30 }, (_, i) => 10 + (i % 3))
    values[15] = 500
    const calm = withoutExtremes(values)
    expect(calm[15]).toBe(11)
    expect(calm.filter((at, i) => at !== values[i])).toHaveLength(1)
  })

  test('trends, new levels at the end, short series and mostly equal values are left alone', () => {
    const untouched = [
      Float64Array.from({ length: 30 }, (_, i) => 1.2 ** i),
      Float64Array.from({ length: 30 }, (_, i) => (i < 27 ? 10 + (i % 3) : 900)),
      Float64Array.from([1, 2, 1, 2, 900, 1, 2]),
      Float64Array.from({ length: 30 }, (_, i) => (i === 12 ? 50 : 0)),
      airPassengers,
    ]
    for (const values of untouched) expect([...withoutExtremes(values)]).toEqual([...values])
  })
})
