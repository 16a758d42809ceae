import type { CancelSignal } from '../../contract/method.ts'
import { AttributionModel, ChannelsParams } from '../../contract/study-channels.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { Statement } from '../report/cells-sql.ts'
import type { ReportContext } from '../report/run-report.ts'
import { stackStatements } from '../report/stack.ts'
import { readCreditRows } from '../studies/channels/credit-rows.ts'
import { studyScope } from '../studies/run-study.ts'

/** What models credit channels with for every deal won so far, as the study of channels divides it by closing. Fails as that does. */
export async function creditTable(
  models: readonly string[],
  database: Database,
  context: ReportContext,
  signal: CancelSignal,
): Promise<Statement> {
  const params = ChannelsParams.parse({ basis: 'closed', period: { from: '1900-01-01', to: context.clock } })
  const scope = await studyScope(database, context, params, signal)
  const statements: Statement[] = []
  for (const model of models) {
    const rows = await readCreditRows(scope, params, AttributionModel.parse(model))
    const { names = [], opportunities = [], channels = [], touchDays = [], amounts = [], margins = [] } = rows ?? {}
    const columns = { opportunities, channels, touch_days: touchDays, amounts, margins }
    const lists = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)]))
    statements.push({ sql: queryText('derived/credit.sql'), params: { model, names: [...names], ...lists } })
  }
  return stackStatements(statements.map((statement, step) => ({ step, statement })))
}
