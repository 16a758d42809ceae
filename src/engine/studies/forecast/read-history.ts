import type { ForecastParams } from '../../../contract/study-forecast.ts'
import type { ArrowTable } from '../../database/arrow-table.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import type { Closings, DealHistory, Spans, StageInfo } from './deal-history.ts'

const spanColumns = [
  'id',
  'deal',
  'from',
  'to',
  'created',
  'expected',
  'stage',
  'amount',
  'rest',
  'probability',
  'category',
  'ended',
] as const
const closingColumns = ['deal', 'isWon', 'created', 'closed', 'amount', 'rest'] as const

/** Every deal that passes the filters, open and ended. */
export function populations(scope: StudyScope, { filters }: Pick<ForecastParams, 'filters'>): { states: Statement; closed: Statement } {
  const money = ['amount', 'amount_reporting', 'currency', 'created_day', 'expected_close_day']
  const states = ['opportunity_id', 'from_day', 'to_day', 'stage_ref', 'probability', 'forecast_category', 'ended_as']
  return {
    states: scope.population({ fact: 'opportunity_state', filters, by: [], columns: [...money, ...states] }),
    closed: scope.population({ fact: 'opportunity', filters, by: [], columns: [...money, 'status', 'closed_day'] }),
  }
}

/** Reads all that the workspace remembers of its deals. Fails with `missing-exchange-rate`. */
export async function readHistory(scope: StudyScope, params: ForecastParams): Promise<DealHistory> {
  const { states, closed } = populations(scope, params)
  const { unconverted } = scope.data
  if (unconverted.has('opportunity_state') || unconverted.has('opportunity'))
    await scope.refuseUnrated(stepOf('forecast/money.sql'), { states, closed })
  return {
    spans: columnsOf<Spans>(await scope.table('forecast/spans.sql', {}, { states }), spanColumns),
    closings: columnsOf<Closings>(await scope.table('forecast/closings.sql', {}, { closed }), closingColumns),
    stages: await scope.rows<StageInfo>('forecast/stages.sql'),
    categories: (await scope.rows<{ name: string }>('forecast/categories.sql', {}, { states })).map(({ name }) => name),
  }
}

function columnsOf<Columns>(table: ArrowTable, names: readonly string[]): Columns {
  const sqlName = (name: string): string => sqlNames[name] ?? name
  return Object.fromEntries(names.map((name) => [name, table.column(sqlName(name)).numbers()])) as unknown as Columns
}

const sqlNames: Readonly<Record<string, string>> = {
  from: 'from_day',
  to: 'to_day',
  created: 'created_day',
  expected: 'expected_day',
  isWon: 'is_won',
  closed: 'closed_day',
}
