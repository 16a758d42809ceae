import { forecastMethods, type ForecastMethod } from '../../../contract/study-forecast.ts'
import { bias, coverage, weightedError } from '../statistics/forecast/accuracy.ts'
import { normalQuantile, studentTwoSided } from '../statistics/distributions.ts'
import type { DealHistory } from './deal-history.ts'
import type { Bounds, Estimate, Rules } from './estimate.ts'
import type { Days } from './forecast-period.ts'
import { knownAt, type Known } from './known.ts'
import { foretell } from './methods.ts'
import { wonOn } from './won-series.ts'

/** An earlier period, foretold from a day before its end as far from it as today is, and what came. */
export interface Replay {
  readonly days: Days
  readonly origin: number
  readonly actual: number
  /** As the methods said them, and with the intervals that are shown. */
  readonly raw: readonly Estimate[]
  readonly estimates: readonly Estimate[]
}

/** How a method did over its replays. */
export interface Score {
  readonly method: ForecastMethod
  readonly origins: number
  /** Σ|said - came| / Σ came; null where nothing was tried or nothing came. */
  readonly error: number | null
  /** Above 0 too much was said. */
  readonly bias: number | null
  /** Shares of what came within the intervals, and how many there were. */
  readonly inside80: number | null
  readonly inside95: number | null
  readonly intervals: number
}

/**
 * Tries every method on earlier periods, the earliest first: each is foretold from what was known so many days before its end as today is
 * before the end of the one that is asked for. A period counts that began after the data did and has ended by today.
 */
export function replays(history: DealHistory, now: Known, rules: Rules, count: number): Replay[] {
  const { period } = rules
  const left = period.days.to - now.day
  const found: Replay[] = []
  let days = period.before(period.days)
  while (found.length < count && now.firstDay !== null && days.from >= now.firstDay) {
    if (days.to <= now.day) found.unshift(replayed(history, days, Math.min(days.to - left, days.to - 1), now, rules))
    days = period.before(days)
  }
  return found.map((one, place) => ({ ...one, estimates: withIntervals(one.raw, found.slice(0, place), one.origin) }))
}

function replayed(history: DealHistory, days: Days, origin: number, now: Known, rules: Rules): Replay {
  const known = knownAt(history, origin)
  const { estimates } = foretell(known, days, rules, true)
  return { days, origin, actual: wonOn(now, days), raw: estimates, estimates }
}

/** With fewer misses nothing tells how far they go. */
const fewestMisses = 4

/**
 * Intervals as they are shown, from what had come by then. Methods without any get them from how far they missed; those of a method that has some are
 * stretched or drawn in by `spread`.
 */
export function withIntervals(estimates: readonly Estimate[], earlier: readonly Replay[], origin: number): Estimate[] {
  return estimates.map((estimate) => {
    const { method, value, booked, interval80, interval95 } = estimate
    if (value === null) return estimate
    const tried = triesOf(method, earlier, origin)
    if (interval80 !== null && interval95 !== null) {
      const found = spread(tried)
      return {
        ...estimate,
        interval80: stretched(interval80, estimate, wideningAt(0.8, found)),
        interval95: stretched(interval95, estimate, wideningAt(0.95, found)),
      }
    }
    const misses = tried.map(({ actual, said }) => actual - (said.value ?? 0))
    if (misses.length < fewestMisses) return estimate
    return { ...estimate, interval80: around(value, booked, misses, 0.8), interval95: around(value, booked, misses, 0.95) }
  })
}

interface Try {
  readonly actual: number
  readonly said: Estimate
}

function triesOf(method: ForecastMethod, earlier: readonly Replay[], origin: number): Try[] {
  return earlier.flatMap(({ days, actual, raw }) => {
    const said = raw.find((one) => one.method === method)
    return days.to > origin || said === undefined || said.value === null ? [] : [{ actual, said }]
  })
}

/** The normal distribution has four of five within so many deviations. */
const width80 = 1.2816
/** So many periods in which everything went as expected stand beside those that were tried. */
const priorTries = 4

/** How far what came lay from what was said, in units of the deviation that a method gives itself, and from how many periods that is known. */
export interface Spread {
  readonly size: number
  readonly freedom: number
}

/**
 * The root of the mean square of what a method missed in units of its own deviation, with four periods of 1 beside them, since a few periods may go
 * well or badly by chance. Deals of one market don't go independently, which draws can't know.
 */
function spread(tried: readonly Try[]): Spread {
  const squares = tried.flatMap(({ actual, said }) => {
    const bound = actual < (said.value ?? 0) ? said.interval80?.[0] : said.interval80?.[1]
    const deviation = Math.abs((bound ?? 0) - (said.value ?? 0)) / width80
    return said.value === null || bound === undefined || !(deviation > 0) ? [] : [((actual - said.value) / deviation) ** 2]
  })
  const freedom = squares.length + priorTries
  return { size: Math.sqrt((squares.reduce((sum, square) => sum + square, 0) + priorTries) / freedom), freedom }
}

/**
 * By how much a range at a level has to be wider than a method itself says. The size of the misses is measured on a few periods only: what comes next lies
 * as Student's t does, not as the normal distribution, which would hold less than it promises.
 */
export function wideningAt(level: number, { size, freedom }: Spread): number {
  return (size * studentQuantile(level, freedom)) / normalQuantile((1 + level) / 2)
}

/** The same for one method, from what had ended by a day. */
export function spreadOf(method: ForecastMethod, earlier: readonly Replay[], day: number): Spread {
  return spread(triesOf(method, earlier, day))
}

function stretched([low, high]: Bounds, { value, booked }: Estimate, factor: number): Bounds {
  const middle = value ?? 0
  return [Math.max(Math.min(booked, low), middle - factor * (middle - low)), middle + factor * (high - middle)]
}

/** Student's t over the misses in money, around what is said: their size with their bias. */
function around(value: number, booked: number, misses: readonly number[], level: number): Bounds {
  const size = Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length)
  const half = size * studentQuantile(level, misses.length) * Math.sqrt(1 + 1 / misses.length)
  return [Math.max(booked, value - half), value + half]
}

/** Where `level` of Student's t lies between -t and t. */
export function studentQuantile(level: number, freedom: number): number {
  let [low, high] = [0, 1000]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (studentTwoSided(middle, freedom) > 1 - level) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export function scores(replayed: readonly Replay[]): Score[] {
  return forecastMethods.map((method) => scoreOf(method, replayed))
}

function scoreOf(method: ForecastMethod, replayed: readonly Replay[]): Score {
  const tried = replayed.flatMap(({ actual, estimates }) => {
    const one = estimates.find((estimate) => estimate.method === method)
    return one === undefined || one.value === null ? [] : [{ actual, value: one.value, one }]
  })
  const [actual, said] = [tried.map((one) => one.actual), tried.map(({ value }) => value)]
  const ranged = tried.filter(({ one }) => one.interval80 !== null && one.interval95 !== null)
  const inside = (pick: (one: Estimate) => Bounds | null): number | null =>
    ranged.length === 0
      ? null
      : coverage(
          ranged.map((one) => one.actual),
          { lower: ranged.map(({ one }) => pick(one)?.[0] ?? 0), upper: ranged.map(({ one }) => pick(one)?.[1] ?? 0) },
        )
  return {
    method,
    origins: tried.length,
    error: tried.length === 0 ? null : weightedError(actual, said),
    bias: tried.length === 0 ? null : bias(actual, said),
    inside80: inside(({ interval80 }) => interval80),
    inside95: inside(({ interval95 }) => interval95),
    intervals: ranged.length,
  }
}

/** Why a method stands above the others. */
export type Choice = { readonly method: ForecastMethod; readonly why: 'asked' | 'best' | 'tie' | 'few' }

/** Fewer tries than this choose nothing. */
export const fewestOrigins = 4
/** Errors that differ by less are alike. */
const alike = 0.005

/** In which order methods stand in where nothing can be told from the past, the simple and sturdy first. */
const standIns: readonly ForecastMethod[] = ['weighted', 'declared', 'pace', 'series', 'previous', 'commit', 'best_case', 'simulation']

/**
 * The method that missed least, of those that say something now and were tried on at least three quarters of the periods; of several alike the
 * simplest, and with too few tries the first stand-in. Null where no method says anything.
 */
export function choose(estimates: readonly Estimate[], found: readonly Score[], asked: ForecastMethod | null): Choice | null {
  const speaks = (method: ForecastMethod): boolean => estimates.some((one) => one.method === method && one.value !== null)
  if (asked !== null && speaks(asked)) return { method: asked, why: 'asked' }
  const most = found.reduce((count, { origins }) => Math.max(count, origins), 0)
  const tried = found.filter(
    ({ method, origins, error }) => speaks(method) && error !== null && origins >= fewestOrigins && origins >= 0.75 * most,
  )
  const least = tried.reduce((error, one) => Math.min(error, one.error ?? Infinity), Infinity)
  const best = tried.filter(({ error }) => (error ?? Infinity) - least < alike)
  const [first] = best
  if (first !== undefined) return { method: first.method, why: best.length > 1 ? 'tie' : 'best' }
  const standIn = standIns.find(speaks)
  return standIn === undefined ? null : { method: standIn, why: 'few' }
}
