import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

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

export const forecastMethodWords: Readonly<Record<ForecastMethod, LocalText>> = {
  previous: { zh: '与上期相同', en: 'Same as the period before' },
  declared: { zh: '按设定概率加权', en: 'Weighted as set' },
  weighted: { zh: '按实测赢单率加权', en: 'Weighted as measured' },
  commit: { zh: '承诺（含已赢）', en: 'Commit and won' },
  best_case: { zh: '最佳情况（含承诺、已赢）', en: 'Best case, commit and won' },
  pace: { zh: '按进度推算', en: 'Pace' },
  simulation: { zh: '模拟（中位数）', en: 'Simulation, median' },
  series: { zh: '按历史走势', en: 'Carried on from the past' },
}

/** Where an open deal stands in the forecast: the category of one that is planned for the period, or why it is not. */
export const forecastStandingWords = {
  commit: { zh: '承诺', en: 'Commit' },
  most_likely: { zh: '最可能', en: 'Most likely' },
  best_case: { zh: '最佳情况', en: 'Best case' },
  pipeline: { zh: '管道', en: 'Pipeline' },
  omitted: { zh: '不计入', en: 'Omitted' },
  none: { zh: '没有类别', en: 'No category' },
  overdue: { zh: '已过预计成交日', en: 'Past its expected close' },
  later: { zh: '预计在本期之后', en: 'Expected after the period' },
  undated: { zh: '没有预计成交日', en: 'No expected close' },
} as const satisfies Readonly<Record<string, LocalText>>

export const ForecastParams = z.strictObject({
  /** The days that are foretold; the quarter of the fiscal year that tomorrow lies in unless given. */
  period: commonParams.period,
  asOf: commonParams.asOf,
  filters: commonParams.filters,
  /** Each of its values is foretold by the method of the whole, and all of them are brought to what the whole says. */
  ...breakdown,
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
