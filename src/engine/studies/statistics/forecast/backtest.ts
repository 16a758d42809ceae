import { weightedError } from './accuracy.ts'
import { forecast } from './forecast.ts'
import { textbookForecast, type TextbookMethod, textbookMethods } from './textbook.ts'

export interface Backtest {
  /** How many times the series was cut and foretold. */
  readonly origins: number
  /** Σ|actual - foretold|/Σ|actual| over all cuts and steps; null where nothing was there to foretell. */
  readonly weightedErrors: Readonly<Record<'forecast' | TextbookMethod, number | null>>
  /** The share of later values within the intervals. */
  readonly coverage80: number
  readonly coverage95: number
}

/**
 * Forecasts a series from earlier ends, each time with what was known then (a rolling origin), and compares with what came: the number to
 * show beside a forecast. Ends lie `horizon` apart, at most `origins` of them, with at least two seasons and 8 values before; null where the
 * series is too short for one. Holes aren't compared.
 */
export function backtest(series: ArrayLike<number | null>, period: number, horizon: number, origins = 3): Backtest | null {
  const all = Array.from(series)
  const actual: number[] = []
  const foretold = { forecast: [] as number[], ...Object.fromEntries(textbookMethods.map((method) => [method, [] as number[]])) } as Record<
    'forecast' | TextbookMethod,
    number[]
  >
  let [cuts, inside80, inside95] = [0, 0, 0]
  for (let cut = 1; cut <= origins; cut += 1) {
    const end = all.length - cut * horizon
    const before = all.slice(0, Math.max(0, end))
    const known = before.filter((at) => at !== null && !Number.isNaN(at)).length
    if (known < Math.max(8, 2 * period)) break
    cuts += 1
    const found = forecast(before, period, horizon)
    const others = textbookMethods.map((method) => [method, textbookForecast(method, before, period, horizon)] as const)
    for (let step = 0; step < horizon; step += 1) {
      const value = all[end + step] ?? Number.NaN
      if (Number.isNaN(value)) continue
      actual.push(value)
      foretold.forecast.push(found.point[step]!)
      for (const [method, points] of others) foretold[method].push(points[step]!)
      if (found.interval80.lower[step]! <= value && value <= found.interval80.upper[step]!) inside80 += 1
      if (found.interval95.lower[step]! <= value && value <= found.interval95.upper[step]!) inside95 += 1
    }
  }
  if (actual.length === 0) return null
  const weightedErrors = Object.fromEntries(Object.entries(foretold).map(([name, points]) => [name, weightedError(actual, points)]))
  return {
    origins: cuts,
    weightedErrors: weightedErrors as Backtest['weightedErrors'],
    coverage80: inside80 / actual.length,
    coverage95: inside95 / actual.length,
  }
}
