import type { CancelSignal } from '../../contract/method.ts'
import { ForecastParams } from '../../contract/study-forecast.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { dayNumber } from '../report/calendar-days.ts'
import type { Statement } from '../report/cells-sql.ts'
import type { ReportContext } from '../report/run-report.ts'
import { readFacts, type ForecastFacts } from '../studies/forecast/forecast-facts.ts'
import { forecastPeriod } from '../studies/forecast/forecast-period.ts'
import { forecastRecords, type ForecastRecord } from '../studies/forecast/kept-forecasts.ts'
import { studyScope } from '../studies/run-study.ts'

interface Said {
  readonly from: number
  readonly said: number
  readonly method: string
  readonly isChosen: boolean
  readonly value: number
  readonly actual: number | null
}

/** What was foretold of quarters: as it was kept, else as it is replayed; of the one that is coming, what is said now. Fails as the study does. */
export async function foretoldTable(database: Database, context: ReportContext, signal: CancelSignal): Promise<Statement> {
  const params = ForecastParams.parse({})
  const scope = await studyScope(database, context, params, signal)
  const facts = await readFacts(scope, params)
  const kept = await forecastRecords(database, { asOf: context.clock, currency: context.settings.reportingCurrency })
  const records = kept.flatMap((record) => {
    const { days } = forecastPeriod(record.period, scope.asOf, context.settings)
    const quarter = forecastPeriod(undefined, days.from - 1, context.settings).days
    return quarter.from === days.from && quarter.to === days.to ? [saidOf(record)] : []
  })
  const isKept = new Set(records.filter(({ actual }) => actual !== null).map(({ from }) => from))
  const rows = [...replayedRows(facts).filter(({ from }) => !isKept.has(from)), ...records.filter(({ from }) => isKept.has(from))]
  return {
    sql: queryText('derived/foretold.sql'),
    params: {
      periods: rows.map(({ from }) => from),
      said: rows.map(({ said }) => said),
      methods: rows.map(({ method }) => method),
      is_chosen: rows.map(({ isChosen }) => (isChosen ? 1 : 0)),
      values: rows.map(({ value }) => value),
      actuals: rows.map(({ actual }) => actual ?? NaN),
    },
  }
}

function saidOf({ period, method, isChosen, saidOn, value, actual }: ForecastRecord): Said {
  return { from: dayNumber(period.from), said: dayNumber(saidOn), method, isChosen, value, actual }
}

function replayedRows({ known, replayed, estimates, choice, rules }: ForecastFacts): Said[] {
  const present = { days: rules.period.days, origin: known.day, actual: null, estimates }
  return [...replayed, present].flatMap(({ days, origin, actual, estimates: said }) =>
    said.flatMap(({ method, value }) =>
      value === null ? [] : [{ from: days.from, said: origin, method, isChosen: method === choice?.method, value, actual }],
    ),
  )
}
