import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkspaceSettings } from '../../../../src/contract/settings.ts'
import { dayNumber } from '../../../../src/engine/report/calendar-days.ts'
import type { Estimate, Rules } from '../../../../src/engine/studies/forecast/estimate.ts'
import { categoryOfProbability } from '../../../../src/engine/studies/forecast/forecast-category.ts'
import { forecastPeriod } from '../../../../src/engine/studies/forecast/forecast-period.ts'
import { knownAt } from '../../../../src/engine/studies/forecast/known.ts'
import { foretell } from '../../../../src/engine/studies/forecast/methods.ts'
import { quantileOf } from '../../../../src/engine/studies/statistics/bootstrap.ts'
import { normalQuantile } from '../../../../src/engine/studies/statistics/distributions.ts'
import { widened } from '../../../../src/engine/studies/forecast/widened-draws.ts'
import { choose, replays, scores, studentQuantile, withIntervals, type Replay } from '../../../../src/engine/studies/forecast/replay.ts'
import { wonSeries } from '../../../../src/engine/studies/forecast/won-series.ts'
import { historyOf, type Life } from './made-history.ts'

const settings = WorkspaceSettings.parse({})
const day = dayNumber
const rulesFor = (period: { from: string; to: string }, asOf: string): Rules => ({
  period: forecastPeriod(period, day(asOf), settings),
  historyDays: 365,
  leastDeals: 3,
  draws: 1000,
  seed: 1,
  category: 'stage',
})

// A year and a half of days, from which one is looked at somewhere in the last third.
const [first, last] = [day('2025-01-01'), day('2026-06-30')]
const randomLife: fc.Arbitrary<Life> = fc
  .record({
    created: fc.integer({ min: first, max: last }),
    moves: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 90 }),
        stage: fc.integer({ min: 1, max: 3 }),
        amount: fc.integer({ min: 0, max: 900 }),
        plan: fc.integer({ min: 0, max: 200 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    end: fc.option(fc.record({ after: fc.integer({ min: 0, max: 120 }), isWon: fc.boolean(), amount: fc.integer({ min: 1, max: 900 }) })),
  })
  .map(({ created, moves, end }) => {
    let at = created
    const spans = moves.map(({ after, stage, amount, plan }, place) => {
      at += place === 0 ? 0 : after
      return { from: at, stage, amount, expected: at + plan }
    })
    return { created, spans, end: end === null ? null : { day: at + end.after, isWon: end.isWon, amount: end.amount } }
  })

/** The same life up to the end of a day, and another after it. */
function otherwiseAfter(life: Life, origin: number, other: Life): Life | null {
  if (life.created > origin) return null
  if (life.end !== null && life.end.day <= origin) return life
  const spans = [...life.spans.filter(({ from }) => from <= origin), ...other.spans.filter(({ from }) => from > origin)]
  const end = other.end === null || other.end.day <= Math.max(origin, spans.at(-1)?.from ?? 0) ? null : other.end
  return { created: life.created, spans, end }
}

it('no forecast of a day hangs on anything that came after it', () => {
  const rules = rulesFor({ from: '2026-04-01', to: '2026-06-30' }, '2026-03-01')
  fc.assert(
    fc.property(
      fc.array(randomLife, { minLength: 20, maxLength: 40 }),
      fc.array(randomLife, { minLength: 40, maxLength: 40 }),
      fc.integer({ min: day('2025-12-01'), max: day('2026-06-29') }),
      (lives, others, origin) => {
        // Deals keep their place, so that a new one later is none of theirs.
        const known = lives.filter(({ created }) => created <= origin)
        const changed = known.map((life, place) => otherwiseAfter(life, origin, others[place] ?? life) ?? life)
        const later = others.filter(({ created }) => created > origin)
        const said = (history: readonly Life[]) => foretell(knownAt(historyOf(history), origin), rules.period.days, rules, true).estimates
        expect(said([...changed, ...later])).toEqual(said(known))
      },
    ),
    { numRuns: 25 },
  )
})

it('is no empty promise: what came before the day does change forecasts', () => {
  const rules = rulesFor({ from: '2026-04-01', to: '2026-06-30' }, '2026-03-01')
  const life = (created: number, amount: number): Life => ({
    created,
    spans: [{ from: created, stage: 1, amount, expected: created + 60 }],
    end: { day: created + 30, isWon: true, amount },
  })
  const lives = Array.from({ length: 40 }, (_, place) => life(first + 10 * place, 100))
  const said = (history: readonly Life[]) =>
    foretell(knownAt(historyOf(history), day('2026-05-01')), rules.period.days, rules, true).estimates
  expect(said([...lives, life(day('2026-04-01'), 900)])).not.toEqual(said(lives))
})

describe('the replays', () => {
  // One deal of 100 a month is created on the 3rd, stands open for 20 days and is won on the 23rd.
  const months = Array.from({ length: 20 }, (_, month) => ({ year: 2025 + Math.floor(month / 12), month: (month % 12) + 1 }))
  const lives = months.map(({ year, month }): Life => {
    const created = day(`${year}-${String(month).padStart(2, '0')}-03`)
    return {
      created,
      spans: [{ from: created, stage: 1, amount: 100, expected: created + 20 }],
      end: { day: created + 20, isWon: true, amount: 100 },
    }
  })
  const now = knownAt(historyOf(lives), day('2026-08-10'))
  const rules = rulesFor({ from: '2026-08-01', to: '2026-08-31' }, '2026-08-10')
  const found = replays(historyOf(lives), now, rules, 6)

  it('stand as many days before the end of each earlier period as today does, and hold it against what came', () => {
    expect(found.map(({ days, origin, actual }) => [rules.period.key(days), days.to - origin, actual])).toEqual(
      ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'].map((key) => [key, 21, 100]),
    )
  })

  it('leave out the period in which the data began, and all where nothing is known', () => {
    expect(replays(historyOf(lives), now, rules, 40).map(({ days }) => rules.period.key(days))[0]).toBe('2025-02')
    expect(replays(historyOf([]), knownAt(historyOf([]), day('2026-08-10')), rules, 8)).toEqual([])
  })

  it('foretell what comes with certainty: one deal of 100 a month', () => {
    // 21 days before a month's end (from the 7th to the 10th) that month's deal is open, and every such deal is won in time: 100. Of the windows of 21 days that begin in a month
    // only the one from the 2nd on has a win of a deal that was not open at its start, so that new deals bring about 100 / 30.4 more. The series knows no deals: 21 days of a level of 100.
    for (const { days, estimates } of found) {
      const said = (method: string) => estimates.find((one) => one.method === method)
      expect(said('previous')?.value).toBe(100)
      expect(said('series')?.value).toBeCloseTo((100 * 21) / (days.to - days.from + 1), 6)
      expect(said('pace')?.value).toBeGreaterThan(103)
      expect(said('pace')?.value).toBeLessThan(103.6)
      expect(said('weighted')?.reason?.en).toMatch(/planned then are not known/)
    }
  })
})

const estimate = (value: number, more: Partial<Estimate> = {}): Estimate => ({
  method: 'weighted',
  value,
  booked: 0,
  n: 1,
  interval80: null,
  interval95: null,
  reason: null,
  ...more,
})
const replay = (place: number, actual: number, said: readonly Estimate[]): Replay => ({
  days: { from: 100 * place, to: 100 * place + 99 },
  origin: 100 * place + 50,
  actual,
  raw: said,
  estimates: said,
})

it('misses are weighed as in the published example: 51.52 % with a bias of +21.21 %', () => {
  const tried = [
    [10, 15],
    [5, 12],
    [8, 5],
    [10, 8],
  ].map(([actual = 0, said = 0], place) => replay(place, actual, [estimate(said)]))
  const score = scores(tried).find(({ method }) => method === 'weighted')
  expect(score).toMatchObject({ origins: 4, intervals: 0, inside80: null })
  expect(score?.error).toBeCloseTo(0.5152, 4)
  expect(score?.bias).toBeCloseTo(0.2121, 4)
})

describe('intervals', () => {
  it('of a method that has none come from how far it missed: Student t over the misses', () => {
    // Misses of +10, -10, +20, -20: their root mean square is sqrt(250) = 15.81. t with 4 degrees: 1.533 at 80 %, 2.776 at 95 %.
    const earlier = [110, 90, 120, 80].map((actual, place) => replay(place, actual, [estimate(100)]))
    const [one] = withIntervals([estimate(1000)], earlier, 10_000)
    const half = (t: number) => Math.sqrt(250) * t * Math.sqrt(1.25)
    expect(one?.interval80?.[0]).toBeCloseTo(1000 - half(1.5332), 2)
    expect(one?.interval95?.[1]).toBeCloseTo(1000 + half(2.7764), 2)
    // Never below what is won, and none from fewer than four.
    expect(withIntervals([estimate(1000, { booked: 990 })], earlier, 10_000)[0]?.interval80?.[0]).toBe(990)
    expect(withIntervals([estimate(1000)], earlier.slice(1), 10_000)[0]?.interval80).toBeNull()
    // Of the periods that had ended: the last of the four ends on day 399.
    expect(withIntervals([estimate(1000)], earlier, 398)[0]?.interval80).toBeNull()
  })

  it('of a method that has some are as much wider as it missed', () => {
    const own = { interval80: [87.184, 112.816], interval95: [80.4, 119.6] } as const
    // A deviation of 10 each; missed by 2, 2, 2 and 2 deviations: sqrt((4 * 4 + 4) / 8) = sqrt(2.5), known from 8. t with 8 degrees: 1.3968, 2.3060.
    const earlier = [120, 80, 120, 80].map((actual, place) => replay(place, actual, [estimate(100, own)]))
    const [one] = withIntervals([estimate(100, own)], earlier, 10_000)
    expect(one?.interval80?.[0]).toBeCloseTo(100 - 10 * 1.3968 * Math.sqrt(2.5), 2)
    expect(one?.interval95?.[1]).toBeCloseTo(100 + 10 * 2.306 * Math.sqrt(2.5), 2)
    // Where nothing was tried, its own deviation is as good as known from four: 1.5332, 2.7764.
    const [untried] = withIntervals([estimate(100, own)], [], 10_000)
    expect(untried?.interval80?.[0]).toBeCloseTo(100 - 15.332, 2)
    expect(untried?.interval95?.[1]).toBeCloseTo(100 + 27.764, 2)
  })

  it('move the draws along with them, and leave the middle where it is', () => {
    // Draws of the normal distribution: t with 8 degrees has 1.3968 at 90 % and 2.3060 at 97.5 %, here of twice the size.
    const spread = { size: 2, freedom: 8 }
    const draws = Float64Array.from({ length: 9999 }, (_, place) => normalQuantile((place + 0.5) / 9999))
    const moved = widened(draws, 0, spread)
    expect(moved[4999]).toBeCloseTo(0, 9)
    expect(quantileOf(moved, 0.9)).toBeCloseTo(2 * 1.3968, 1)
    expect(quantileOf(moved, 0.025)).toBeCloseTo(-2 * 2.306, 1)
    expect(moved.every((sum, place) => place === 0 || sum >= (moved[place - 1] ?? 0))).toBe(true)
  })

  it('take t from its distribution', () => {
    // Published tables of Student's t.
    expect(studentQuantile(0.95, 4)).toBeCloseTo(2.7764, 4)
    expect(studentQuantile(0.8, 7)).toBeCloseTo(1.4149, 4)
  })
})

describe('the method that stands above', () => {
  const said = (method: Estimate['method'], value: number) => estimate(value, { method })
  const tried = (misses: readonly (readonly [Estimate['method'], number])[], count: number) =>
    Array.from({ length: count }, (_, place) =>
      replay(
        place,
        100,
        misses.map(([method, miss]) => said(method, 100 + miss)),
      ),
    )
  const all = [said('weighted', 1), said('pace', 1), said('series', 1)]
  const chosen = (replayed: readonly Replay[], asked: Estimate['method'] | null = null) => choose(all, scores(replayed), asked)

  it('is the one that missed least', () => {
    expect(
      chosen(
        tried(
          [
            ['weighted', 9],
            ['pace', 2],
            ['series', -5],
          ],
          4,
        ),
      ),
    ).toEqual({ method: 'pace', why: 'best' })
  })
  it('is the simpler of two that missed alike', () => {
    expect(
      chosen(
        tried(
          [
            ['weighted', 2],
            ['pace', 1.9],
            ['series', -5],
          ],
          4,
        ),
      ),
    ).toEqual({ method: 'weighted', why: 'tie' })
  })
  it('is a simple one where too few periods were tried', () => {
    expect(
      chosen(
        tried(
          [
            ['weighted', 9],
            ['pace', 2],
          ],
          3,
        ),
      ),
    ).toEqual({ method: 'weighted', why: 'few' })
    expect(choose([said('series', 1)], [], null)).toEqual({ method: 'series', why: 'few' })
    expect(choose([], [], null)).toBeNull()
  })
  it('is never one that was tried on few of the periods that others were', () => {
    const mixed = [
      ...tried([['pace', 5]], 4),
      ...tried(
        [
          ['pace', 5],
          ['series', 0],
        ],
        4,
      ),
    ]
    expect(chosen(mixed)).toEqual({ method: 'pace', why: 'best' })
  })
  it('is the asked one where it says something', () => {
    expect(chosen(tried([['pace', 2]], 4), 'series')).toEqual({ method: 'series', why: 'asked' })
    expect(chosen(tried([['pace', 2]], 4), 'commit')).toEqual({ method: 'pace', why: 'best' })
  })
})

it('carries a level on: of a month that has begun what is won stands, and the rest counts by its days', () => {
  // 300 on the 5th of each month from January to August, and of September (30 days, 20 of them over) already: 300 + 300 * 10 / 30.
  const lives = Array.from({ length: 9 }, (_, month): Life => {
    const closed = day(`2026-0${month + 1}-05`)
    return { created: day('2026-01-01'), spans: [], end: { day: closed, isWon: true, amount: 300 } }
  })
  const rules = rulesFor({ from: '2026-09-01', to: '2026-09-30' }, '2026-09-20')
  const series = wonSeries(knownAt(historyOf(lives), day('2026-09-20')), rules.period, rules.period.days)
  expect([series.known, series.value]).toEqual([8, 400])
  // Two months on from the end of July, with seven that have ended.
  const later = wonSeries(knownAt(historyOf(lives), day('2026-07-31')), rules.period, rules.period.days)
  expect([later.known, later.points.length, later.value]).toEqual([7, 9, 300])
  const early = wonSeries(knownAt(historyOf(lives), day('2026-05-31')), rules.period, rules.period.days)
  expect([early.value, early.reason?.en]).toEqual([null, expect.stringMatching(/^There are 5 whole periods/)])
})

describe('periods', () => {
  const keys = (from: string, to: string, asOf = '2026-06-20') => {
    const period = forecastPeriod({ from, to }, day(asOf), settings)
    const before = period.before(period.days)
    return [period.key(period.days), period.key(before), period.key(period.before(before)), period.season]
  }
  it('of a calendar follow their calendar, whole months their number, other days their length', () => {
    expect(keys('2026-03-01', '2026-03-31')).toEqual(['2026-03', '2026-02', '2026-01', 12])
    expect(keys('2026-01-01', '2026-03-31')).toEqual(['2026 Q1', '2025 Q4', '2025 Q3', 4])
    expect(keys('2026-01-01', '2026-12-31')).toEqual(['2026', '2025', '2024', 1])
    expect(keys('2026-02-01', '2026-03-31')).toEqual(['2026-02-01–2026-03-31', '2025-12-01–2026-01-31', '2025-10-01–2025-11-30', 6])
    expect(keys('2026-03-04', '2026-03-13')).toEqual(['2026-03-04–2026-03-13', '2026-02-22–2026-03-03', '2026-02-12–2026-02-21', 1])
  })
  it('is the quarter of the fiscal year where nobody says', () => {
    const fiscal = WorkspaceSettings.parse({ fiscalYearStartMonth: 2 })
    const { days } = forecastPeriod(undefined, day('2026-06-20'), fiscal)
    expect(days).toEqual({ from: day('2026-05-01'), to: day('2026-07-31') })
    // On its last day nothing is left of it.
    expect(forecastPeriod(undefined, day('2026-07-31'), fiscal).days).toEqual({ from: day('2026-08-01'), to: day('2026-10-31') })
  })
})

it('a probability stands for a category as in the published map: to 39 % pipeline, to 59 % best case, from 60 % commit, 0 omitted', () => {
  expect([0, 0.1, 0.39, 0.4, 0.59, 0.6, 0.99, null].map(categoryOfProbability)).toEqual([
    'omitted',
    'pipeline',
    'pipeline',
    'best_case',
    'best_case',
    'commit',
    'commit',
    null,
  ])
})
