import { describe, expect, test } from 'vitest'
import { kaplanMeier, logRank, restrictedMean, survivalAt } from '../../../../src/engine/studies/statistics/kaplan-meier.ts'

/** Weeks of remission under 6-MP and placebo, a plus for still in it (Freireich and others 1963). */
const sixMp = read('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+')
const placebo = read('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23')
/** Weeks until relapse, maintained and not (Miller 1997; `aml` of R's survival). */
const maintained = read('9 13 13+ 18 23 28+ 31 34 45+ 48 161+')
const others = read('5 5 8 8 12 16+ 23 27 30 33 43 45')

function read(text: string) {
  const marks = text.split(' ')
  return { durations: marks.map((mark) => Number.parseInt(mark)), ended: marks.map((mark) => (mark.endsWith('+') ? 0 : 1)) }
}
const curveOf = ({ durations, ended }: ReturnType<typeof read>, interval: 'log-log' | 'log' | 'plain' = 'log-log') =>
  kaplanMeier(durations, ended, { interval })
const endsOf = (data: ReturnType<typeof read>, interval?: 'log-log' | 'log' | 'plain') =>
  curveOf(data, interval).steps.filter(({ events }) => events > 0)

function expectEach(found: readonly number[], expected: readonly number[], within: number): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, at] of expected.entries()) expect(Math.abs(found[i]! - at)).toBeLessThanOrEqual(within)
}

describe('Kaplan-Meier', () => {
  test('6-MP: the published curve, errors and median', () => {
    const ends = endsOf(sixMp)
    expect(ends.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual([
      [6, 21, 3],
      [7, 17, 1],
      [10, 15, 1],
      [13, 12, 1],
      [16, 11, 1],
      [22, 7, 1],
      [23, 6, 1],
    ])
    expectEach(
      ends.map(({ survival }) => survival),
      [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482],
      5e-5,
    )
    expectEach(
      ends.map(({ standardError }) => standardError),
      [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346],
      5e-5,
    )
    expect(curveOf(sixMp)).toMatchObject({ subjects: 21, events: 9, median: 23 })
  })

  test('6-MP: intervals by scipy 1.17, plain and log-log', () => {
    const plain = endsOf(sixMp, 'plain')
    expectEach(
      plain.map(({ lower }) => lower),
      [0.707479, 0.636333, 0.564099, 0.480843, 0.40391, 0.286482, 0.184385],
      1e-6,
    )
    expectEach(
      plain.map(({ upper }) => upper),
      [1, 0.977113, 0.941783, 0.899549, 0.850992, 0.789149, 0.711974],
      1e-6,
    )
    const logs = endsOf(sixMp)
    expectEach(
      logs.map(({ lower }) => lower),
      [0.619718, 0.563147, 0.5032, 0.43161, 0.367511, 0.267779, 0.188052],
      1e-6,
    )
    expectEach(
      logs.map(({ upper }) => upper),
      [0.951552, 0.922809, 0.889362, 0.849066, 0.804912, 0.746791, 0.680143],
      1e-6,
    )
  })

  test('relapse: the medians and bounds R prints (31 from 18, 23 from 8, no upper ones)', () => {
    expect(curveOf(maintained, 'log')).toMatchObject({ median: 31, medianInterval: { lower: 18, upper: null } })
    expect(curveOf(others, 'log')).toMatchObject({ median: 23, medianInterval: { lower: 8, upper: null } })
    const ends = endsOf(maintained, 'log')
    expectEach(
      ends.map(({ survival }) => survival),
      [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184],
      5e-4,
    )
    expectEach(
      ends.map(({ lower }) => lower),
      [0.7541, 0.6192, 0.4884, 0.3769, 0.2549, 0.1549, 0.0359],
      5e-5,
    )
    expectEach(
      ends.map(({ upper }) => upper),
      [1, 1, 1, 0.999, 0.946, 0.875, 0.944],
      5e-4,
    )
  })

  test('without open ones it is the share that lasts longer', () => {
    const curve = curveOf(placebo)
    expect(curve.median).toBe(8)
    for (const time of [0, 1, 4.5, 8, 15, 22.9, 23, 99]) {
      expect(survivalAt(curve, time)).toBeCloseTo(placebo.durations.filter((at) => at > time).length / 21, 12)
    }
    // The mean of the durations.
    expect(restrictedMean(curve, 100)).toBeCloseTo(182 / 21, 10)
    expect(restrictedMean(curve, 1)).toBe(1)
    // Five end before three weeks, four of them before two.
    expect(restrictedMean(curve, 3)).toBeCloseTo(1 + 19 / 21 + 17 / 21, 12)
  })

  test('where less than half have ended there is no median, and an open one at the time of an end counts as there', () => {
    // Four are few: the lower bound after the first end, .128, is below a half already.
    expect(kaplanMeier([1, 2, 3, 4], [1, 0, 0, 0])).toMatchObject({ median: null, medianInterval: { lower: 1, upper: null } })
    expect(kaplanMeier([2, 2], [1, 0]).steps).toEqual([
      {
        time: 2,
        atRisk: 2,
        events: 1,
        censored: 1,
        survival: 0.5,
        standardError: expect.closeTo(Math.sqrt(0.125), 12),
        lower: expect.any(Number),
        upper: expect.any(Number),
      },
    ])
    expect(kaplanMeier([], [])).toEqual({ steps: [], subjects: 0, events: 0, median: null, medianInterval: { lower: null, upper: null } })
    expect(kaplanMeier([0, 0], [true, false]).median).toBe(0)
    expect(kaplanMeier([3], [1])).toMatchObject({ median: 3, medianInterval: { lower: 3, upper: null } })
  })

  test('what is no duration is a bug', () => {
    for (const bad of [-1, Number.NaN, Infinity]) expect(() => kaplanMeier([1, bad], [1, 1])).toThrow(/row 1/)
    expect(() => kaplanMeier([1], [])).toThrow(RangeError)
    for (const confidence of [0, 1, Number.NaN]) expect(() => kaplanMeier([1], [1], { confidence })).toThrow(RangeError)
  })
})

/** By scipy 1.17's logrank. */
describe('the log-rank test', () => {
  test('tells 6-MP from placebo, and the two relapse groups hardly', () => {
    const strong = logRank(sixMp, placebo)
    expect(strong.chiSquare).toBeCloseTo(16.792940989216536, 9)
    expect(strong.p! / 4.168809109334529e-5).toBeCloseTo(1, 9)
    expect(strong.observed).toBe(9)
    const weak = logRank(maintained, others)
    expect(weak.chiSquare).toBeCloseTo(3.396388698977599, 10)
    expect(weak.p).toBeCloseTo(0.06533932204050502, 10)
  })

  test('compares nothing where nothing ended, and is the same both ways', () => {
    expect(logRank({ durations: [1, 2], ended: [0, 0] }, { durations: [3], ended: [0] })).toEqual({
      observed: 0,
      expected: 0,
      chiSquare: null,
      p: null,
    })
    expect(logRank(placebo, sixMp).chiSquare).toBeCloseTo(logRank(sixMp, placebo).chiSquare!, 10)
    expect(logRank(placebo, placebo).p).toBeCloseTo(1, 12)
  })
})
