import { describe, expect, test } from 'vitest'
import { meanRanks, pearson, spearman } from '../../../../src/engine/studies/statistics/correlation.ts'

const one = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const other = [2, 1, 4, 4, 7, 5, 9, 8, 4, 11.5]

/** Coefficients and p values by scipy 1.17 (pearsonr, spearmanr, rankdata). */
describe('correlation', () => {
  test('Pearson and Spearman with ties', () => {
    const linear = pearson(one, other)
    expect(linear.coefficient).toBeCloseTo(0.7828404858240953, 14)
    expect(linear.p).toBeCloseTo(0.0074164227907481655, 14)
    const ranked = spearman(one, other)
    expect(ranked.coefficient).toBeCloseTo(0.779199761307608, 14)
    expect(ranked.p).toBeCloseTo(0.007888892938635227, 14)
    expect([...meanRanks(other)]).toEqual([2, 1, 4, 4, 7, 6, 9, 8, 4, 10])
  })

  test('a straight line is 1 or -1 with p 0, also far from zero', () => {
    const far = one.map((x) => 1e9 + x)
    expect(pearson(one, far)).toEqual({ coefficient: expect.closeTo(1, 10), p: expect.closeTo(0, 10), n: 10 })
    expect(
      pearson(
        one,
        one.map((x) => -x),
      ).coefficient,
    ).toBeCloseTo(-1, 14)
    expect(spearman(one, one.map(Math.exp)).coefficient).toBeCloseTo(1, 14)
  })

  test('what does not vary, or is too short, has no correlation', () => {
    expect(
      pearson(
        one,
        one.map(() => 0.1),
      ),
    ).toEqual({ coefficient: null, p: null, n: 10 })
    expect(pearson([], [])).toEqual({ coefficient: null, p: null, n: 0 })
    expect(pearson([1], [2]).coefficient).toBeNull()
    expect(pearson([1, 2], [5, 3])).toEqual({ coefficient: expect.closeTo(-1, 14), p: null, n: 2 })
  })

  test('lengths that differ and numbers that are none are bugs', () => {
    expect(() => pearson([1], [1, 2])).toThrow(RangeError)
    expect(() => pearson([1, Number.NaN, 3], [1, 2, 3])).toThrow(/pair 1/)
  })
})
