import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { explain } from './explain.ts'
import { runReport, type ReportContext } from './run-report.ts'

/** Reports and what stands behind their numbers; the text of a source row is the archive's. */
export function reportHandlers(context: EngineContext): Omit<ApiHandlers['reports'], 'sourceRow'> {
  return {
    run: async ({ spec }, { signal }) => runReport(context.database, await reportContext(context), spec, { signal }),
    explain: async (request, { signal }) => explain(context.database, await reportContext(context), request, { signal }),
  }
}

/** What every question of one moment is answered for. */
export async function reportContext(context: EngineContext): Promise<ReportContext> {
  const [settings, clock, dataVersion] = await Promise.all([context.settings(), context.clock(), context.dataVersion()])
  return { settings, clock: clock.day, dataVersion }
}
