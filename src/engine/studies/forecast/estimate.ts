import type { ForecastMethod, ForecastParams } from '../../../contract/study-forecast.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { ForecastPeriod } from './forecast-period.ts'
import type { CategorySource } from './forecast-category.ts'

export type Bounds = readonly [from: number, to: number]

/** What a method says of a period; a method that can't has a reason instead. */
export interface Estimate {
  readonly method: ForecastMethod
  readonly value: number | null
  /** Won so far: it can't become less. */
  readonly booked: number
  /** The deals or periods it was made from. */
  readonly n: number
  readonly interval80: Bounds | null
  readonly interval95: Bounds | null
  readonly reason: LocalText | null
}

/** What stays the same over all days on which a forecast is made. */
export interface Rules {
  readonly period: ForecastPeriod
  readonly historyDays: ForecastParams['historyDays']
  readonly leastDeals: ForecastParams['leastDeals']
  readonly draws: number
  readonly seed: number
  /** Who says the forecast category; null = nobody. */
  readonly category: CategorySource | null
}

export function refused(method: ForecastMethod, reason: LocalText): Estimate {
  return { method, value: null, booked: 0, n: 0, interval80: null, interval95: null, reason }
}
