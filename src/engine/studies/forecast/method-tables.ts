import type { StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { dayText } from '../../report/calendar-days.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { Estimate } from './estimate.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { drillOf } from './forecast-drill.ts'
import { methodLabels, rounded } from './forecast-words.ts'

const methodColumn = keyColumn('method', '方法', 'Method', 'text', methodLabels)
const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
const share = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'percent')

export function boundsOf({ interval80, interval95 }: Pick<Estimate, 'interval80' | 'interval95'>) {
  return {
    value_from: rounded(interval80?.[0] ?? null),
    value_to: rounded(interval80?.[1] ?? null),
    low95: rounded(interval95?.[0] ?? null),
    high95: rounded(interval95?.[1] ?? null),
  }
}

/** One row a method: what it says, and how it did so far. */
export function methodsTable({ estimates, scores, choice, replayed }: ForecastFacts): StudyTableInput {
  const untried = (method: Estimate['method']): LocalText | null =>
    (scores.find((one) => one.method === method)?.origins ?? 0) > 0
      ? null
      : (replayed.at(-1)?.estimates.find((one) => one.method === method)?.reason ?? null)
  const reasons = new Map(
    estimates.flatMap(({ method, reason }) => {
      const why = reason ?? untried(method)
      return why === null ? [] : [[method, why] as const]
    }),
  )
  return {
    id: 'methods',
    label: local('各方法的预测与历史表现', 'What each method says, and how it did'),
    columns: [
      methodColumn,
      keyColumn('is_chosen', '采用', 'Chosen', 'boolean'),
      money('value', '预测', 'Forecast'),
      money('value_from', '80% 区间下限', '80% from'),
      money('value_to', '80% 区间上限', '80% to'),
      share('error', '历史误差', 'Missed by'),
      share('bias', '历史偏差', 'Bias'),
      valueColumn('origins', '回测期数', 'Periods tried', 'count'),
      money('low95', '95% 区间下限', '95% from'),
      money('high95', '95% 区间上限', '95% to'),
      {
        ...keyColumn(
          'why',
          '为什么没有',
          'Why not',
          'text',
          Object.fromEntries([...reasons.values()].map((reason) => [reason.zh, reason])),
        ),
        role: 'value',
      },
    ],
    rows: estimates.map((estimate) => {
      const score = scores.find(({ method }) => method === estimate.method)
      return {
        method: estimate.method,
        is_chosen: choice?.method === estimate.method,
        value: rounded(estimate.value),
        ...boundsOf(estimate),
        error: score?.error ?? null,
        bias: score?.bias ?? null,
        origins: score?.origins ?? 0,
        why: reasons.get(estimate.method)?.zh ?? null,
      }
    }),
  }
}

/** One row an earlier period, the asked one last: what the chosen method said of it, and what came. */
export function trackTable({ known, replayed, estimates, choice, rules: { period } }: ForecastFacts): StudyTableInput {
  const rows = [
    ...replayed.map(({ days, origin, actual, estimates: said }) => ({ days, origin, actual, said })),
    { days: period.days, origin: known.day, actual: null, said: estimates },
  ].flatMap(({ days, origin, actual, said }) => {
    const one = said.find(({ method }) => method === choice?.method)
    return one === undefined || one.value === null ? [] : [{ days, origin, actual, one, value: one.value }]
  })
  return {
    id: 'track',
    label: local('预测与实际', 'Forecast and what came'),
    columns: [
      keyColumn('period', '期间', 'Period'),
      keyColumn('said_on', '预测日', 'As of', 'date'),
      money('value', '预测', 'Forecast'),
      money('value_from', '80% 区间下限', '80% from'),
      money('value_to', '80% 区间上限', '80% to'),
      money('low95', '95% 区间下限', '95% from'),
      money('high95', '95% 区间上限', '95% to'),
      money('actual', '实际', 'Came'),
      share('miss', '误差', 'Missed by'),
      share('accuracy', '准确率', 'Accuracy'),
    ],
    rows: rows.map(({ days, origin, actual, one, value }) => ({
      period: period.key(days),
      said_on: dayText(origin),
      value: rounded(value),
      ...boundsOf(one),
      actual: rounded(actual),
      ...missOf(value, actual),
    })),
    drills: rows.map(({ days, actual }) => (actual === null ? null : drillOf({ kind: 'won', ...days }, actual === 0 ? 0 : 1))),
  }
}

/** Accuracy = 1 - |F - A| / A, not below 0; there is none where nothing came. */
export function missOf(said: number, actual: number | null): { miss: number | null; accuracy: number | null } {
  if (actual === null || !(actual > 0)) return { miss: null, accuracy: null }
  return { miss: (said - actual) / actual, accuracy: Math.max(0, 1 - Math.abs(said - actual) / actual) }
}
