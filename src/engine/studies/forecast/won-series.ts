import { local } from '../words.ts'
import { forecast } from '../statistics/forecast/forecast.ts'
import { amountAt } from './deal-history.ts'
import type { Days, ForecastPeriod } from './forecast-period.ts'
import type { Known } from './known.ts'
import type { LocalText } from '../../../contract/text.ts'

/** Rows of wins that closed on these days, of what is known. */
export function wonRows({ closings }: Known, { from, to }: Days): number[] {
  const rows: number[] = []
  for (let row = 0; row < closings.deal.length; row += 1) {
    const closed = closings.closed[row] ?? Number.NaN
    if (closings.isWon[row] === 1 && closed >= from && closed <= to) rows.push(row)
  }
  return rows
}

/** What was won on these days, of what is known. */
export function wonOn(known: Known, days: Days): number {
  return wonRows(known, days).reduce((sum, row) => sum + amountAt(known.closings, row), 0)
}

export interface SeriesPoint {
  readonly days: Days
  /** What was won; null where it has not ended. */
  readonly won: number | null
  readonly point: number | null
  readonly interval80: readonly [number, number] | null
  readonly interval95: readonly [number, number] | null
}

export interface WonSeries {
  /** Periods that have ended, the earliest first, then those up to the one that is foretold. */
  readonly points: readonly SeriesPoint[]
  /** How many have ended. */
  readonly known: number
  /** Of the period that is foretold, less what is over of it. */
  readonly value: number | null
  readonly interval80: readonly [number, number] | null
  readonly interval95: readonly [number, number] | null
  readonly reason: LocalText | null
}

const longest = 120
/** With fewer periods there is nothing to carry on. */
export const fewestPeriods = 6

/**
 * The amounts won in the periods before, each as long as the one that is foretold, carried on. Of a period that has begun, what is won stands, and the share of it
 * that is left counts: `left` of the point, and the square root of it of the distance to the bounds.
 */
export function wonSeries(known: Known, period: ForecastPeriod, target: Days): WonSeries {
  const steps: Days[] = []
  let days = target
  while (days.to > known.day && steps.length < longest) {
    steps.unshift(days)
    days = period.before(days)
  }
  const ended: Days[] = []
  while (known.firstDay !== null && days.from >= known.firstDay && ended.length < longest) {
    ended.unshift(days)
    days = period.before(days)
  }
  const won = ended.map((one) => wonOn(known, one))
  const past = ended.map((one, place): SeriesPoint => ({
    days: one,
    won: won[place] ?? 0,
    point: null,
    interval80: null,
    interval95: null,
  }))
  const blank = { value: null, interval80: null, interval95: null }
  if (steps.length === 0) return { points: past, known: ended.length, ...blank, reason: local('期间已结束', 'The period is over') }
  if (won.length < fewestPeriods || won.every((amount) => amount === 0)) {
    const reason = local(
      `只有 ${won.length} 个完整的过去期间，至少要 ${fewestPeriods} 个有赢单的期间`,
      `There are ${won.length} whole periods before it; it takes ${fewestPeriods}, with wins in them`,
    )
    return { points: past, known: ended.length, ...blank, reason }
  }
  const { point, interval80, interval95 } = forecast(won, period.season, steps.length)
  const foretold = steps.map((one, step) => ({
    days: one,
    won: null,
    ...rest(known, one, point[step] ?? 0, [
      [interval80.lower[step] ?? 0, interval80.upper[step] ?? 0],
      [interval95.lower[step] ?? 0, interval95.upper[step] ?? 0],
    ]),
  }))
  const last = foretold.at(-1)
  return {
    points: [...past, ...foretold],
    known: ended.length,
    value: last?.point ?? null,
    interval80: last?.interval80 ?? null,
    interval95: last?.interval95 ?? null,
    reason: null,
  }
}

type Bounds = readonly [number, number]

function rest(known: Known, days: Days, point: number, [inner, outer]: readonly [Bounds, Bounds]) {
  const left = Math.min(1, (days.to - known.day) / (days.to - days.from + 1))
  const booked = wonOn(known, days)
  const value = booked + left * point
  const bounds = ([low, high]: Bounds): Bounds => [
    Math.max(booked, value - Math.sqrt(left) * (point - low)),
    value + Math.sqrt(left) * (high - point),
  ]
  return { point: value, interval80: bounds(inner), interval95: bounds(outer) }
}
