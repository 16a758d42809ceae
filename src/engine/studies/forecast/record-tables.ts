import type { StudyTableInput } from '../../../contract/study-result.ts'
import { dayText } from '../../report/calendar-days.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { drillOf } from './forecast-drill.ts'
import { methodLabels, rounded } from './forecast-words.ts'
import { missOf } from './method-tables.ts'

const methodColumn = keyColumn('method', '方法', 'Method', 'text', methodLabels)
const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
const share = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'percent')

/** One row a method that was tried on the past, the one that missed least first. */
export function missesTable({ scores }: ForecastFacts): StudyTableInput {
  const tried = scores.filter(({ error }) => error !== null).toSorted((one, other) => (one.error ?? 0) - (other.error ?? 0))
  return {
    id: 'misses',
    label: local('各方法过去的误差', 'How far each method missed'),
    columns: [
      methodColumn,
      share('error', '误差（wMAPE）', 'Missed by (wMAPE)'),
      share('bias', '偏差', 'Bias'),
      valueColumn('origins', '回测期数', 'Periods tried', 'count'),
      share('inside80', '落在 80% 区间', 'Within 80%'),
      share('inside95', '落在 95% 区间', 'Within 95%'),
      valueColumn('intervals', '有区间的期数', 'Periods with a range', 'count'),
    ],
    rows: tried.map(({ method, error, bias, origins, inside80, inside95, intervals }) => ({
      method,
      error,
      bias,
      origins,
      inside80,
      inside95,
      intervals,
    })),
  }
}

/** One row an earlier period, one column a method that was tried on it. */
export function triedTable({ replayed, scores, rules: { period } }: ForecastFacts): { table: StudyTableInput; methods: string[] } {
  const methods = scores.filter(({ origins }) => origins > 0).map(({ method }) => method)
  const table: StudyTableInput = {
    id: 'tried',
    label: local('每种方法的回测', 'Every method, tried on the past'),
    columns: [
      keyColumn('period', '期间', 'Period'),
      keyColumn('said_on', '预测日', 'As of', 'date'),
      money('actual', '实际', 'Came'),
      ...methods.map((method) => money(method, methodLabels[method].zh, methodLabels[method].en)),
    ],
    rows: replayed.map(({ days, origin, actual, estimates }) => ({
      period: period.key(days),
      said_on: dayText(origin),
      actual: rounded(actual),
      ...Object.fromEntries(methods.map((method) => [method, rounded(estimates.find((one) => one.method === method)?.value ?? null)])),
    })),
    drills: replayed.map(({ days, actual }) => drillOf({ kind: 'won', ...days }, actual === 0 ? 0 : 1)),
  }
  return { table, methods }
}

/** One row a forecast that was made and kept: what it said, and what came. */
export function saidTable({ said, rules: { period } }: ForecastFacts): StudyTableInput {
  return {
    id: 'said',
    label: local('说过的与实现的', 'What was said, what came'),
    columns: [
      keyColumn('period', '期间', 'Period'),
      keyColumn('said_on', '预测日', 'Said on', 'date'),
      methodColumn,
      money('value', '当时的预测', 'Was said'),
      money('value_from', '80% 区间下限', '80% from'),
      money('value_to', '80% 区间上限', '80% to'),
      money('low95', '95% 区间下限', '95% from'),
      money('high95', '95% 区间上限', '95% to'),
      money('actual', '实际', 'Came'),
      share('miss', '误差', 'Missed by'),
      share('accuracy', '准确率', 'Accuracy'),
      keyColumn('inside80', '在 80% 区间内', 'Within 80%', 'boolean'),
      valueColumn('data_version', '数据版本', 'Data version', 'count'),
    ],
    rows: said.map((row) => ({
      period: period.key({ from: row.period_from, to: row.period_to }),
      said_on: dayText(row.asked_on),
      method: row.method,
      value: row.value,
      value_from: row.low_80,
      value_to: row.high_80,
      low95: row.low_95,
      high95: row.high_95,
      actual: rounded(row.actual),
      ...missOf(row.value, row.actual),
      inside80:
        row.actual === null || row.low_80 === null || row.high_80 === null ? null : row.low_80 <= row.actual && row.actual <= row.high_80,
      data_version: row.data_version,
    })),
    drills: said.map(({ period_from: from, period_to: to, actual }) =>
      drillOf({ kind: 'won', from, to }, actual === null || actual === 0 ? 0 : 1),
    ),
  }
}
