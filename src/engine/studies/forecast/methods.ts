import { forecastMethods, type ForecastMethod } from '../../../contract/study-forecast.ts'
import type { LocalText } from '../../../contract/text.ts'
import { quantileOf } from '../statistics/bootstrap.ts'
import { simulateSums } from '../statistics/deal-simulation.ts'
import { local } from '../words.ts'
import { refused, type Bounds, type Estimate, type Rules } from './estimate.ts'
import { openByCategory, plannedFor, worthOf, type DealCategory } from './forecast-category.ts'
import type { Days } from './forecast-period.ts'
import type { Known } from './known.ts'
import { expectedOfOpen, paceOf, type Pace } from './pace.ts'
import { stageWeights, type StageWeight } from './stage-weights.ts'
import { winRates, type WinRates } from './win-rates.ts'
import { wonOn, wonRows, wonSeries, type WonSeries } from './won-series.ts'

/** Everything that is said of a period from what was known on a day. */
export interface Foretold {
  readonly estimates: readonly Estimate[]
  readonly pace: Pace
  readonly rates: WinRates
  readonly weights: readonly StageWeight[]
  readonly categories: ReadonlyMap<DealCategory | null, readonly number[]>
  readonly series: WonSeries
  /** What each draw came to, rising; null where nothing can be drawn. */
  readonly draws: Float64Array | null
}

/** Foretells what will be won on `days`. A replay of a past day refuses what rests on plans that nobody can know any more. */
export function foretell(known: Known, days: Days, rules: Rules, isReplay: boolean): Foretold {
  if (days.to <= known.day) return over(known, days, rules)
  const pace = paceOf(known, days, rules.historyDays, rules.leastDeals)
  const rates = winRates(known, rules.historyDays)
  const weights = stageWeights(known, rates, days, rules.leastDeals)
  const categories = rules.category === null ? new Map<DealCategory | null, number[]>() : openByCategory(known, days, rules.category)
  const series = wonSeries(known, rules.period, days)
  const draws = drawn(pace, rules)
  const planned = whyUnplanned(known, days, isReplay)
  return {
    pace,
    rates,
    weights,
    categories,
    series,
    draws,
    estimates: [
      previous(known, days, rules, pace),
      planned === null ? declaredOf(pace, weights) : refused('declared', planned),
      planned === null ? weightedOf(pace, weights) : refused('weighted', planned),
      ...(['commit', 'best_case'] as const).map((method) => categoryOf(method, known, days, { pace, categories }, rules, isReplay)),
      paceEstimate(pace, draws),
      simulated(pace, draws),
      {
        method: 'series',
        value: series.value,
        booked: pace.booked.amount,
        n: series.known,
        interval80: series.interval80,
        interval95: series.interval95,
        reason: series.reason,
      },
    ],
  }
}

/** Nothing is left to foretell. */
function over(known: Known, days: Days, rules: Rules): Foretold {
  const rows = wonRows(known, days)
  const booked = { rows, amount: wonOn(known, days) }
  return {
    pace: { window: { after: 0, within: 0 }, booked, cells: [], tried: 0, swing: 0, fresh: null },
    rates: winRates(known, rules.historyDays),
    weights: [],
    categories: new Map(),
    series: wonSeries(known, rules.period, days),
    draws: null,
    estimates: forecastMethods.map((method) => refused(method, local('期间已结束', 'The period is over'))),
  }
}

function said(method: ForecastMethod, { booked }: Pace, rest: number, n: number): Estimate {
  return { method, value: booked.amount + rest, booked: booked.amount, n, interval80: null, interval95: null, reason: null }
}

function previous(known: Known, days: Days, { period }: Rules, pace: Pace): Estimate {
  let before = period.before(days)
  while (before.to > known.day) before = period.before(before)
  if (known.firstDay === null || known.firstDay > before.from)
    return refused('previous', local('没有完整的上一期', 'There is no whole period before it'))
  return said('previous', pace, Math.max(0, wonOn(known, before) - pace.booked.amount), 1)
}

/** Why nothing can be told from the deals that are planned for the period. */
function whyUnplanned(known: Known, days: Days, isReplay: boolean): LocalText | null {
  const { plansFrom, stagesFrom } = known
  if (!isReplay) return plannedFor(known, days).length > 0 ? null : nothingPlanned
  if (plansFrom === null)
    return local(
      '当时计划的成交日期不可考（没有预计成交的变更历史），不能回测',
      'The closes planned then are not known (no expected close ever changed in the data), so it cannot be tried on the past',
    )
  if (stagesFrom === null)
    return local('当时的阶段不可考（没有阶段历史），不能回测', 'The stages of then are not known, so it cannot be tried on the past')
  return plannedFor(known, days).length > 0 ? null : nothingPlanned
}

const nothingPlanned = local('没有计划在期内成交的在手商机', 'No open deal is planned for the period')

function weightedOf(pace: Pace, weights: readonly StageWeight[]): Estimate {
  const deals = weights.reduce((sum, { rows }) => sum + rows.length, 0)
  const isUntold = deals > 0 && weights.every(({ used }) => used === 'none')
  if (isUntold) return refused('weighted', local('没有阶段概率，结束的商机也太少', 'No probability is set, and too few deals have ended'))
  return said(
    'weighted',
    pace,
    weights.reduce((sum, { weighted }) => sum + weighted, 0),
    deals,
  )
}

function declaredOf(pace: Pace, weights: readonly StageWeight[]): Estimate {
  const deals = weights.reduce((sum, { rows }) => sum + rows.length, 0)
  const undeclared = weights.reduce((sum, one) => sum + one.undeclared, 0)
  if (deals > 0 && undeclared === deals) return refused('declared', local('没有设定概率', 'No probability is set'))
  return said(
    'declared',
    pace,
    weights.reduce((sum, { declared }) => sum + declared, 0),
    deals,
  )
}

function categoryOf(
  method: 'commit' | 'best_case',
  known: Known,
  days: Days,
  { pace, categories }: Pick<Foretold, 'pace' | 'categories'>,
  { category }: Rules,
  isReplay: boolean,
): Estimate {
  if (category === null)
    return refused(method, local('没有预测类别，也没有阶段概率', 'There are no forecast categories and no probabilities'))
  if (isReplay && category === 'deal')
    return refused(
      method,
      local(
        '商机自己的预测类别没有历史，只能从今后保存的预测来检验',
        'Deals name categories of their own, of which no earlier ones are kept: only forecasts kept from now on tell',
      ),
    )
  const planned = whyUnplanned(known, days, isReplay)
  if (planned !== null) return refused(method, planned)
  const counted: readonly (DealCategory | null)[] = method === 'commit' ? ['commit'] : ['commit', 'most_likely', 'best_case']
  const rows = counted.flatMap((one) => [...(categories.get(one) ?? [])])
  return said(method, pace, worthOf(known, rows), rows.length)
}

const tooShort = local('历史还不够长，不能知道新商机带来多少', 'Too little history to tell what new deals bring')

function whyNoPace({ cells, tried }: Pace) {
  if (cells === null)
    return local(
      `只有 ${tried} 个商机在足够久以前处于在手状态`,
      `Only ${tried} ${tried === 1 ? 'deal was' : 'deals were'} open long enough ago to tell how deals go on`,
    )
  return tooShort
}

function drawn({ booked, cells, fresh, swing }: Pace, { draws, seed }: Rules): Float64Array | null {
  if (cells === null || fresh === null) return null
  const groups = cells.map(({ amounts, chance }) => ({ amounts, chance: chance.chance, measuredOn: chance.tried.deals }))
  return simulateSums({ groups, extras: fresh.sums, swing, draws, seed }).map((sum) => sum + booked.amount)
}

function paceEstimate(pace: Pace, draws: Float64Array | null): Estimate {
  const { cells, fresh } = pace
  if (cells === null || fresh === null) return refused('pace', whyNoPace(pace))
  return { ...said('pace', pace, expectedOfOpen(cells) + fresh.money, openDeals(cells)), ...intervalsOf(draws) }
}

function simulated(pace: Pace, draws: Float64Array | null): Estimate {
  if (draws === null || pace.cells === null) return refused('simulation', whyNoPace(pace))
  return { ...said('simulation', pace, quantileOf(draws, 0.5) - pace.booked.amount, openDeals(pace.cells)), ...intervalsOf(draws) }
}

function openDeals(cells: NonNullable<Pace['cells']>): number {
  return cells.reduce((sum, { rows }) => sum + rows.length, 0)
}

function intervalsOf(draws: Float64Array | null): { interval80: Bounds | null; interval95: Bounds | null } {
  if (draws === null) return { interval80: null, interval95: null }
  const between = (low: number, high: number): Bounds => [quantileOf(draws, low), quantileOf(draws, high)]
  return { interval80: between(0.1, 0.9), interval95: between(0.025, 0.975) }
}
