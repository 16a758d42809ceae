import { z } from 'zod'
import { commonParams } from './study-params.ts'

/**
 * How the amount that will be won in a period can be told ahead, the simple ones first:
 * - `previous`: as much as in the period before
 * - `declared`: won so far, and every open deal planned for the period at the probability its stage is given
 * - `weighted`: the same at the win rate that was measured from its stage
 * - `commit`, `best_case`: won so far, and the open deals of these forecast categories
 * - `pace`: won so far, every open deal at its measured chance to be won in time, and new deals that come and close in time
 * - `simulation`: the same as many thousand draws; its median
 * - `series`: what was won in earlier periods, carried on
 */
export const forecastMethods = ['previous', 'declared', 'weighted', 'commit', 'best_case', 'pace', 'simulation', 'series'] as const
export const ForecastMethod = z.enum(forecastMethods)
export type ForecastMethod = z.infer<typeof ForecastMethod>

export const ForecastParams = z.strictObject({
  /** The days that are foretold; this quarter (of the fiscal year) unless given, on its last day the next one. */
  period: commonParams.period,
  asOf: commonParams.asOf,
  filters: commonParams.filters,
  /** Whose number stands above; `best` = of the one that missed least so far, also where the asked one has none. */
  method: z.enum(['best', ...forecastMethods]).default('best'),
  /** For how many earlier periods every method is tried on what was known then. */
  replays: z.int().min(0).max(40).default(8),
  /** Win rates and chances are measured on this many days back. */
  historyDays: z.int().min(30).max(7300).default(730),
  /** A stage with fewer deals has no rate of its own. */
  leastDeals: z.int().min(1).max(10_000).default(10),
  draws: z.int().min(1000).max(100_000).default(10_000),
  /** The same seed gives the same draws on every machine. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
})
export type ForecastParams = z.output<typeof ForecastParams>
