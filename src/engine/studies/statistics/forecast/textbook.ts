import { fittedLine } from './line.ts'
import { prepareSeries } from './prepared-series.ts'
import { testedSeason, withoutSeason, withSeason } from './seasonality.ts'
import { fitSmoothing, smoothingForecast } from './smoothing.ts'

export const textbookMethods = ['naive', 'seasonal-naive', 'damped', 'theta'] as const
export type TextbookMethod = (typeof textbookMethods)[number]

/**
 * What every forecast has to be compared with: the last value; the last season again; damped trend (Gardner and McKenzie 1985) and
 * Theta (Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003), both on values without the season a test finds, as in the
 * M competitions. `series` and `period` as in `forecast`.
 */
export function textbookForecast(method: TextbookMethod, series: ArrayLike<number | null>, period: number, horizon: number): Float64Array {
  const { values, unit, trailing } = prepareSeries(series, period)
  const steps = horizon + trailing
  const found = forecastOf(method, values, period, steps)
  return found.slice(trailing).map((at) => at * unit)
}

function forecastOf(method: TextbookMethod, values: Float64Array, period: number, horizon: number): Float64Array {
  const n = values.length
  if (method === 'naive' || n < 3) return new Float64Array(horizon).fill(values[n - 1]!)
  if (method === 'seasonal-naive') {
    const span = n >= period ? Math.max(1, period) : 1
    return Float64Array.from({ length: horizon }, (_, step) => values[n - span + (step % span)]!)
  }
  const season = testedSeason(values, period)
  const level = withoutSeason(values, season)
  const found = method === 'damped' ? smoothingForecast(fitSmoothing(level, 'damped', 'additive'), horizon) : theta(level, horizon)
  return withSeason(found, season, n)
}

/** Simple smoothing with half the slope of the line through all values as drift, which is what Theta comes to. */
function theta(values: Float64Array, horizon: number): Float64Array {
  const n = values.length
  const { level, alpha } = fitSmoothing(values, 'none', 'additive')
  const drift = fittedLine(values).slope / 2
  return Float64Array.from({ length: horizon }, (_, step) => level + drift * (step + (1 - (1 - alpha) ** n) / alpha))
}
