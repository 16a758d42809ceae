import type { ApiHandlers } from '../../contract/api.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { Warning } from '../../contract/report-result.ts'
import type { Database } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { readFields } from '../formula/stored-fields.ts'
import { explain } from './explain.ts'
import { runReport, type ReportContext } from './run-report.ts'

/** Reports and what stands behind their numbers; the text of a source row is the archive's. */
export function reportHandlers(context: EngineContext): Omit<ApiHandlers['reports'], 'sourceRow'> {
  return {
    run: async ({ spec }, { signal }) =>
      await asKnown(context, spec, signal, async (database, moment, warning) => {
        const result = await runReport(database, moment, spec, { signal })
        return warning === null ? result : { ...result, warnings: [warning, ...result.warnings] }
      }),
    explain: async (request, { signal }) =>
      await asKnown(context, request.spec, signal, async (database, moment) => await explain(database, moment, request, { signal })),
  }
}

/** Answers a question from what was known on its day; without another `asOf` that day is also as far as it looks. */
async function asKnown<T>(
  context: EngineContext,
  { asKnownOn }: ReportSpec,
  signal: CancelSignal,
  work: (database: Database, moment: ReportContext, warning: Warning | null) => Promise<T>,
): Promise<T> {
  const moment = await reportContext(context)
  const clock = asKnownOn !== undefined && asKnownOn < moment.clock ? asKnownOn : moment.clock
  const place = { zone: moment.settings.timeZone, dataVersion: moment.dataVersion }
  return await context.known.at(asKnownOn, place, { signal }, (database, warning) => work(database, { ...moment, clock }, warning))
}

/** What every question of one moment is answered for. */
export async function reportContext(context: EngineContext): Promise<ReportContext> {
  const [settings, clock, dataVersion] = await Promise.all([context.settings(), context.clock(), context.dataVersion()])
  return { settings, clock: clock.day, dataVersion, fields: await readFields(context.documents, dataVersion) }
}
