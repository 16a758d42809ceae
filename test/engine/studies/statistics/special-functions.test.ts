import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile, normalTwoSided, studentTwoSided } from '../../../../src/engine/studies/statistics/distributions.ts'
import { integral } from '../../../../src/engine/studies/statistics/integral.ts'
import {
  gaussFraction,
  incompleteBeta,
  logGamma,
  logHypergeometric,
  logSumOf,
} from '../../../../src/engine/studies/statistics/special-functions.ts'

/** Numbers by mpmath 1.3.0 with 40 digits, except where said otherwise. */
function expectClose(found: number, expected: number, digits = 13): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.max(1, Math.abs(expected)) * 10 ** -digits)
}

describe('special functions', () => {
  test.each([
    [0.001, 6.907178885383853],
    [0.2426, 1.3197854750907922],
    [0.9, 0.06637623973474296],
    [1.5, -0.12078223763524522],
    [3, Math.LN2],
    [8.999, 10.602462320025602],
    [9.5, 11.689333420797269],
    [150.25, 601.2615040324997],
    [1e6, 12815504.569147613],
  ])('ln Γ(%f) has all its digits', (x, expected) => expectClose(logGamma(x), expected, 14))

  test.each([
    [0.2426, 2.4258, 2.2187, 0.9, 0.665606114359662],
    [26.24, 28.43, 28.22, 0.03, 0.8052033776170039],
    [0.55, 0.4, 0.1, 0.5, 1.1496819436182466],
    [300.5, 200.2, 199.9, 0.6, 275.69949564618],
    [2000, 1500, 1400, 0.5, 1474.6679617243556],
    [3.2, 2.1, 4.5, 0.995, 5.824143969628219],
    [1, 1, 1, 0, 0],
  ])('ln 2F1(%f, %f; %f; %f) holds for large parameters and near 1', (a, b, c, z, expected) =>
    expectClose(logHypergeometric(a, b, c, z), expected, 12),
  )

  test('2F1 outside its domain is refused instead of being wrong', () => {
    for (const [a, b, c, z] of [
      [1, 1, -0.5, 0.5],
      [1, 1, 1, 1],
      [1, 1, 1, -0.1],
      [0, 1, 1, 0.5],
    ] as const) {
      expect(() => logHypergeometric(a, b, c, z)).toThrow(RangeError)
    }
  })

  test.each([
    [0.5, 1.8, 0.3, 1.10012598083017],
    [26.5, 28.1, 0.99, 22.699239267659017],
    [1.6, 40.2, 0.9999, 1.042548633913067],
    [0.2, 3, 0, 1],
    [500, 501.3, 0.7, 3.313375817360973],
  ])('2F1(1, %f; %f; %f) by its fraction', (b, c, z, expected) => expectClose(gaussFraction(b, c, z), expected, 12))

  test.each([
    [0.3, 0.5, 0.5, 0.36901011956554536],
    [0.7, 2, 3, 0.9163],
    [0.41, 200, 300, 0.6776281647721794],
    [0.98, 50, 0.5, 0.15624350786681812],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('I_%f(%f, %f)', (x, a, b, expected) => expectClose(incompleteBeta(x, a, b), expected, 13))

  test('a sum of tiny exponentials neither over- nor underflows', () => {
    expectClose(logSumOf(-2000, -2000), -2000 + Math.LN2)
    expect(logSumOf(-Infinity, -Infinity)).toBe(-Infinity)
    expect(logSumOf(900, -Infinity)).toBe(900)
  })

  test('integrals are right where the function has no value at an end', () => {
    expectClose(integral(Math.log, 0, 1), -1, 12)
    expectClose(integral(Math.exp, -1, 2), Math.E ** 2 - 1 / Math.E, 12)
  })
})

describe('distributions', () => {
  test.each([
    [-10, 7.619853024160525e-24],
    [-3.1, 0.0009676032132183569],
    [-2.9, 0.001865813300384038],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [2, 0.9772498680518208],
    [6, 0.9999999990134123],
  ])('Φ(%f), tails to 13 digits of their own', (z, expected) => {
    expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-13)
  })

  test.each([
    [1e-20, -9.262340089798407],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.1, -1.2815515655446006],
    [0.5, 0],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400543],
  ])('the normal quantile of %f', (p, expected) => expectClose(normalQuantile(p), expected, 13))

  test('quantiles end at infinity and refuse what is no probability', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })

  test.each([
    [2.0, 1, 0.2951672353008665],
    [2.228, 10, 0.05001177181711132],
    [0.5, 3.5, 0.6468504393225509],
    [30, 944, 2.076092342038056e-139],
  ])("Student's t of %f with %f degrees of freedom, by scipy 1.17", (t, freedom, expected) => {
    expect(Math.abs(studentTwoSided(t, freedom) / expected - 1)).toBeLessThan(1e-11)
  })

  test('p values of nothing and of everything are 1 and 0', () => {
    expect(normalTwoSided(0)).toBe(1)
    expect(normalTwoSided(Infinity)).toBe(0)
    expect(studentTwoSided(0, 5)).toBe(1)
    expect(studentTwoSided(Infinity, 5)).toBe(0)
    expect(studentTwoSided(Number.NaN, 5)).toBeNaN()
    expect(normalCdf(Number.NaN)).toBeNaN()
  })
})
