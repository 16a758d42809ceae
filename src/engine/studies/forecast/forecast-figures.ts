import type { StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { exactNumber } from '../exact-number.ts'
import { local } from '../words.ts'
import { exactSum } from './deal-history.ts'
import type { Bounds } from './estimate.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { drillOf, overdue, undated } from './forecast-drill.ts'
import { methodLabels, rounded } from './forecast-words.ts'

/** The number with its range and its track record, what is won, what is open, and how far the target is. */
export function forecastFigures(facts: ForecastFacts): StudyFigureInput[] {
  const { known, rules, foretold, target } = facts
  const { booked } = foretold.pace
  const { days } = rules.period
  const sum = (id: string, label: LocalText, rows: readonly number[], drill: string | null): StudyFigureInput => ({
    id,
    label,
    value: exactNumber(fromUnits(exactSum(known.spans, rows))),
    unit: 'money',
    n: rows.length,
    drill,
  })
  const planned = foretold.weights.flatMap(({ rows }) => [...rows])
  const [late, open] = [overdue(known, days), undated(known)]
  return [
    ...forecastOf(facts),
    {
      id: 'booked',
      label: local('已赢单', 'Won so far'),
      value: exactNumber(fromUnits(exactSum(known.closings, booked.rows))),
      unit: 'money',
      n: booked.rows.length,
      drill: drillOf({ kind: 'won', ...days }, booked.rows.length),
    },
    ...trackRecord(facts),
    ...(target.amount === null ? [] : targetFigures(facts, target.amount)),
    sum('open', local('在手商机', 'Open deals'), known.open, drillOf({ kind: 'open' }, known.open.length)),
    sum('planned', local('计划在期内成交', 'Planned for the period'), planned, drillOf({ kind: 'planned' }, planned.length)),
    ...(late.length === 0
      ? []
      : [sum('overdue', local('计划早已过期', 'Planned for earlier, still open'), late, drillOf({ kind: 'overdue' }, late.length))]),
    ...(open.length === 0
      ? []
      : [sum('undated', local('没有预计成交日期', 'Without a planned close'), open, drillOf({ kind: 'undated' }, open.length))]),
    ...keptFigures(facts),
  ]
}

function forecastOf({ estimates, choice }: ForecastFacts): StudyFigureInput[] {
  const chosen = estimates.find(({ method }) => method === choice?.method)
  const name = chosen === undefined ? null : methodLabels[chosen.method]
  const reason = estimates.find(({ method }) => method === 'pace')?.reason ?? null
  const { value = null, n = 0 } = chosen ?? {}
  const label = local(`预测${name === null ? '' : `（${name.zh}）`}`, `Forecast${name === null ? '' : ` (${name.en.toLowerCase()})`}`)
  const ranged = (bounds: Bounds | null | undefined, level: number) =>
    bounds === null || bounds === undefined ? null : { from: rounded(bounds[0]) ?? 0, to: rounded(bounds[1]) ?? 0, level }
  const whyNot = value === null ? (reason ?? local('没有方法可用', 'No method can tell')) : null
  return [
    { id: 'forecast', label, value: rounded(value), unit: 'money', n, interval: ranged(chosen?.interval80, 0.8), reason: whyNot },
    ...(chosen?.interval95 === null || chosen === undefined
      ? []
      : [
          {
            id: 'forecast_95',
            label: local('同上，更宽的区间', 'The same, wider range'),
            value: rounded(value),
            unit: 'money' as const,
            n,
            interval: ranged(chosen.interval95, 0.95),
          },
        ]),
  ]
}

function trackRecord({ scores, choice, rules: { period }, known }: ForecastFacts): StudyFigureInput[] {
  if (choice === null || period.days.to <= known.day) return []
  const score = scores.find(({ method }) => method === choice.method)
  const untried = local('这种方法还不能用过去的期间检验', 'This method could not be tried on past periods')
  const share = (id: string, label: LocalText, value: number | null | undefined, n: number): StudyFigureInput => ({
    id,
    label,
    value: value ?? null,
    unit: 'percent',
    n,
    reason: value === null || value === undefined ? untried : null,
  })
  return [
    share('error', local('过去的误差（wMAPE）', 'Missed so far (wMAPE)'), score?.error, score?.origins ?? 0),
    share('bias', local('过去的偏差', 'Bias so far'), score?.bias, score?.origins ?? 0),
    ...(score === undefined || score.inside80 === null
      ? []
      : [share('inside80', local('落在 80% 区间的比例', 'Came within the 80% range'), score.inside80, score.intervals)]),
  ]
}

function targetFigures({ draws, foretold, estimates, choice, target, known, rules }: ForecastFacts, amount: number): StudyFigureInput[] {
  const value = estimates.find(({ method }) => method === choice?.method)?.value ?? null
  const isOver = rules.period.days.to <= known.day
  const came = foretold.pace.booked.amount
  const reached = isOver ? (came >= amount ? 1 : 0) : draws === null ? null : draws.filter((sum) => sum >= amount).length / draws.length
  return [
    { id: 'target', label: local('目标', 'Target'), value: amount, unit: 'money', n: target.goals },
    {
      id: 'gap',
      label: local('预测与目标之差', 'Forecast less target'),
      value: rounded(isOver ? came - amount : value === null ? null : value - amount),
      unit: 'money',
      n: target.goals,
      reason: isOver || value !== null ? null : local('没有预测', 'There is no forecast'),
    },
    {
      id: 'target_probability',
      label: local('达成目标的可能性', 'Probability of the target'),
      value: reached,
      unit: 'percent',
      n: draws?.length ?? 0,
      reason: reached === null ? (estimates.find(({ method }) => method === 'simulation')?.reason ?? null) : null,
    },
  ]
}

/** Of what was said about ended periods: Σ|F - A| / ΣA as accuracy, Σ(F - A) / ΣA as bias. */
function keptFigures({ said }: ForecastFacts): StudyFigureInput[] {
  const ended = said.flatMap(({ value, actual, low_80: low, high_80: high }) => (actual === null ? [] : [{ value, actual, low, high }]))
  const came = ended.reduce((sum, { actual }) => sum + actual, 0)
  if (ended.length === 0 || !(came > 0)) return []
  const missed = ended.reduce((sum, { value, actual }) => sum + Math.abs(value - actual), 0)
  const over = ended.reduce((sum, { value, actual }) => sum + value - actual, 0)
  return [
    {
      id: 'said_accuracy',
      label: local('说过的预测的准确率', 'Accuracy of what was said'),
      value: Math.max(0, 1 - missed / came),
      unit: 'percent',
      n: ended.length,
    },
    { id: 'said_bias', label: local('说过的预测的偏差', 'Bias of what was said'), value: over / came, unit: 'percent', n: ended.length },
  ]
}
