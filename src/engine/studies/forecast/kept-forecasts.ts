import { forecastMethods, type ForecastMethod, type ForecastParams } from '../../../contract/study-forecast.ts'
import type { StudyResult } from '../../../contract/study-result.ts'
import type { Database, SqlParams } from '../../database/database.ts'
import { queryText } from '../../database/query-files.ts'
import { dayNumber, dayText } from '../../report/calendar-days.ts'
import type { StudyScope } from '../scope.ts'
import type { Keepsake } from '../study.ts'
import { populations } from './read-history.ts'

/** Late entries of a period's last days count: what came is told from so many days after its end on [C20]. */
export const freezeDays = 3

/** What was said of a period on a day, and what came; null where it has not ended yet. */
export interface SaidRow {
  readonly asked_on: number
  readonly period_from: number
  readonly period_to: number
  readonly method: ForecastMethod
  readonly data_version: number
  readonly value: number
  readonly low_80: number | null
  readonly high_80: number | null
  readonly low_95: number | null
  readonly high_95: number | null
  readonly actual: number | null
}

/** What forecasts about the same deals said before this day, the latest period first. */
export async function readSaid(scope: StudyScope, params: ForecastParams): Promise<SaidRow[]> {
  const { closed } = populations(scope, params)
  const about = { population: populationKey(params.filters), currency: scope.settings.reportingCurrency }
  return await scope.rows<SaidRow>('forecast/said.sql', { as_of: scope.asOf, freeze: freezeDays, ...about }, { closed })
}

/** What a forecast said, method by method, as it is written down; null for one about the past, or that says nothing. */
export function keepsakeOf(result: StudyResult, clock: string, madeAt: Date): Keepsake | null {
  const { period, asOf, params, dataVersion, currency } = result
  const methods = result.tables.find(({ id }) => id === 'methods')
  if (period === null || methods === undefined || asOf !== clock || asOf >= period.to) return null
  const shared = {
    made_at: madeAt.toISOString().replace('Z', ''),
    asked_on: dayNumber(asOf),
    data_version: dataVersion,
    period_from: dayNumber(period.from),
    period_to: dayNumber(period.to),
    population: populationKey(params['filters']),
    asked: JSON.stringify(['method', 'replays', 'historyDays', 'leastDeals', 'draws', 'seed'].map((name) => params[name])),
    currency,
  }
  const rows = methods.rows.flatMap((row): SqlParams[] => {
    const number = (id: string): number | null => (typeof row[id] === 'number' ? row[id] : null)
    const value = number('value')
    if (value === null) return []
    const bounds = { low_80: number('value_from'), high_80: number('value_to'), low_95: number('low95'), high_95: number('high95') }
    return [{ ...shared, method: String(row['method']), is_chosen: row['is_chosen'] === true, value, ...bounds }]
  })
  return rows.length === 0 ? null : { file: 'forecast/keep.sql', rows }
}

function populationKey(filters: unknown): string {
  return JSON.stringify(filters ?? [])
}

/** One period and method, as the metrics forecast_value, forecast_accuracy and forecast_bias need them. */
export interface ForecastRecord {
  readonly period: { readonly from: string; readonly to: string }
  readonly method: ForecastMethod
  /** Whether this method's number stood above. */
  readonly isChosen: boolean
  /** The day it was said: the last one before the period ended. */
  readonly saidOn: string
  readonly value: number
  /** Null until the period is over by `freezeDays`. */
  readonly actual: number | null
}

/**
 * What was said last of every period before it ended, method by method, of all deals (no filters), and what came; the earliest period first. Accuracy is
 * 1 - |value - actual| / actual, bias (value - actual) / actual; over several periods Σ|value - actual| and Σ(value - actual) over Σ actual. `asOf` as days are written;
 * `currency` is the reporting currency.
 */
export async function forecastRecords(
  database: Database,
  { asOf, currency }: { readonly asOf: string; readonly currency: string | null },
): Promise<ForecastRecord[]> {
  const rows = await database.rows<{
    period_from: number
    period_to: number
    method: string
    is_chosen: boolean
    asked_on: number
    value: number
    actual: number | null
  }>(queryText('studies/forecast/records.sql'), { as_of: dayNumber(asOf), currency, freeze: freezeDays })
  return rows.flatMap(({ period_from: from, period_to: to, method, is_chosen: isChosen, asked_on: askedOn, value, actual }) => {
    const known = forecastMethods.find((one) => one === method)
    const period = { from: dayText(from), to: dayText(to) }
    return known === undefined ? [] : [{ period, method: known, isChosen, saidOn: dayText(askedOn), value, actual }]
  })
}

/** Writes down in an older state of a workspace what was said since: going back doesn't unsay anything. */
export async function carryForecasts(present: Database, older: Database): Promise<void> {
  for (const row of await present.rows<Record<string, string | number | boolean | null>>(queryText('studies/forecast/kept.sql')))
    await older.run(queryText('studies/forecast/keep.sql'), row)
}
