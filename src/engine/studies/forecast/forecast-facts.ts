import type { ForecastParams } from '../../../contract/study-forecast.ts'
import { targetNames } from '../../catalog/target-part.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { StudyScope } from '../scope.ts'
import type { DealHistory } from './deal-history.ts'
import type { Estimate, Rules } from './estimate.ts'
import { categorySource } from './forecast-category.ts'
import { forecastPeriod, type Days } from './forecast-period.ts'
import { readSaid, type SaidRow } from './kept-forecasts.ts'
import { knownAt, type Known } from './known.ts'
import { foretell, type Foretold } from './methods.ts'
import { widened } from './widened-draws.ts'
import { choose, replays, scores, spreadOf, withIntervals, type Choice, type Replay, type Score } from './replay.ts'
import { readParts } from './read-parts.ts'
import type { Part } from './parts.ts'
import { readHistory } from './read-history.ts'

/** What is to be won; null where nobody said, and why not where the filters can't tell. */
export interface Target {
  readonly amount: number | null
  readonly goals: number
  /** Targets that reach out of the period. */
  readonly partial: number
  readonly isOutOfReach: boolean
}

/** Everything a forecast is told from. */
export interface ForecastFacts {
  readonly known: Known
  readonly rules: Rules
  readonly foretold: Foretold
  /** With the intervals that are shown. */
  readonly estimates: readonly Estimate[]
  /** What each draw came to, as wide as the intervals; null where nothing can be drawn. */
  readonly draws: Float64Array | null
  readonly replayed: readonly Replay[]
  readonly scores: readonly Score[]
  readonly choice: Choice | null
  readonly target: Target
  readonly said: readonly SaidRow[]
  /** What the values of the breakdown are foretold; null without one, or where no method says anything. */
  readonly parts: readonly Part[] | null
}

/** What stays the same over all days. Past days know only the categories of stages: what a deal named itself then is not kept. */
export function rulesOf(scope: StudyScope, params: ForecastParams, known: Known): Rules {
  const { historyDays, leastDeals, draws, seed } = params
  const period = forecastPeriod(params.period, scope.asOf, scope.settings)
  return { period, historyDays, leastDeals, draws, seed, category: categorySource(scope.isNow ? known : { ...known, categories: [] }) }
}

/** Tries of the past take fewer draws: their bounds need no more. */
const replayDraws = 2000

export async function readFacts(scope: StudyScope, params: ForecastParams): Promise<ForecastFacts> {
  const history = await readHistory(scope, params)
  const known = knownAt(history, scope.asOf)
  const rules = rulesOf(scope, params, known)
  const whole = told(history, known, rules, params)
  return {
    ...whole,
    parts: await readParts(scope, params, { history, ...whole }),
    target: await readTarget(scope, params, rules.period.days),
    said: await readSaid(scope, params),
  }
}

function told(history: DealHistory, known: Known, rules: Rules, { method, replays: count }: ForecastParams) {
  const foretold = foretell(known, rules.period.days, rules, false)
  const isOver = rules.period.days.to <= known.day
  const replayed = isOver ? [] : replays(history, known, { ...rules, draws: Math.min(rules.draws, replayDraws) }, count)
  const found = scores(replayed)
  const spread = spreadOf('simulation', replayed, known.day)
  const { booked } = foretold.pace
  const middle = foretold.estimates.find((one) => one.method === 'simulation')?.value ?? 0
  return {
    known,
    rules,
    foretold,
    estimates: withIntervals(foretold.estimates, replayed, known.day),
    draws: foretold.draws === null ? null : widened(foretold.draws, middle, spread).map((sum) => Math.max(booked.amount, sum)),
    replayed,
    scores: found,
    choice: choose(foretold.estimates, found, method === 'best' ? null : method),
  }
}

async function readTarget(scope: StudyScope, { filters }: ForecastParams, { from, to }: Days): Promise<Target> {
  const none: Target = { amount: null, goals: 0, partial: 0, isOutOfReach: false }
  try {
    const columns = ['period_day', 'period_end_day', 'owner_ref', 'team_ref', 'metric', 'amount', 'amount_reporting']
    const goals = scope.population({ fact: 'target', filters, by: [], columns })
    const params = { from, to, names: targetNames('won_value') }
    const [row] = await scope.rows<{ amount: string | null; goals: number; unrated: number; partial: number }>(
      'forecast/targets.sql',
      params,
      { goals },
    )
    if (row === undefined) return none
    const { amount, goals: count, unrated, partial } = row
    return { ...none, amount: amount === null || unrated > 0 ? null : Number(amount), goals: count, partial }
  } catch (cause) {
    if (cause instanceof HelmdeckError && cause.code === 'unreachable-dimension') return { ...none, isOutOfReach: true }
    throw cause
  }
}
