import { expect, it } from 'vitest'
import { stayOf } from '../../../../src/engine/studies/stage-flow/stay.ts'
import { endedBy, kaplanMeier } from '../../../../src/engine/studies/statistics/kaplan-meier.ts'

// Weeks of remission under 6-MP (Freireich et al. 1963), the example of every textbook; + is censored.
const remissions = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ')
const times = remissions.map((text) => Number.parseInt(text, 10))
const ended = remissions.map((text) => (text.endsWith('+') ? 0 : 1))

it('the product-limit estimate is that of the published example', () => {
  // Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, table 1.2.
  const ends = kaplanMeier(times, ended).steps.filter(({ events }) => events > 0)
  expect(ends.map(({ time, survival }) => [time, Number(survival.toFixed(3))])).toEqual([
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ])
})

it('a quantile is the first time by which so many have ended, and none where too many have not', () => {
  const curve = kaplanMeier(times, ended)
  expect([0.25, 0.5, 0.75].map((share) => endedBy(curve, share))).toEqual([13, 23, null])
  expect(endedBy(kaplanMeier([], []), 0.5)).toBeNull()
  expect(endedBy(kaplanMeier([1, 2, 3, 4], [1, 1, 1, 1]), 0.5)).toBe(2)
})

it('open stays count only where they are more than a fifth', () => {
  const isOpen = (open: number) => Array.from({ length: 10 }, (_, place) => place >= 10 - open)
  const days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect(stayOf(days, isOpen(2))).toEqual({ n: 10, open: 2, median: 4.5, upper: 6.25, method: 'ended' })
  // Of the first seven, none is censored before it ends: five of ten are gone by 5, and three quarters never.
  expect(stayOf(days, isOpen(3))).toEqual({ n: 10, open: 3, median: 5, upper: null, method: 'survival' })
  expect(stayOf([1, NaN, 3], [false, false, true])).toEqual({ n: 2, open: 1, median: 1, upper: null, method: 'survival' })
  expect(stayOf([NaN], [false])).toEqual({ n: 0, open: 0, median: null, upper: null, method: null })
})
