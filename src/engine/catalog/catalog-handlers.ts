import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { dimensionValues } from '../report/dimension-values.ts'
import { reportContext } from '../report/report-handlers.ts'
import { listCatalog } from './list-catalog.ts'

/** What can be asked, and the values of a dimension. */
export function catalogHandlers(context: EngineContext): ApiHandlers['catalog'] {
  return {
    list: async () => listCatalog(context.database, await context.dataVersion(), (await context.settings()).thresholds),
    values: async (request, { signal }) => ({
      values: await dimensionValues(context.database, await reportContext(context), request, { signal }),
    }),
  }
}
