import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { dimensionValues } from '../report/dimension-values.ts'
import { reportContext } from '../report/report-handlers.ts'
import { readFields } from '../formula/stored-fields.ts'
import { listCatalog } from './list-catalog.ts'

/** What can be asked, and the values of a dimension. */
export function catalogHandlers(context: EngineContext): ApiHandlers['catalog'] {
  return {
    list: async () => {
      const [dataVersion, { thresholds }] = await Promise.all([context.dataVersion(), context.settings()])
      return listCatalog(context.database, dataVersion, thresholds, await readFields(context.documents, dataVersion))
    },
    values: async (request, { signal }) => ({
      values: await dimensionValues(context.database, await reportContext(context), request, { signal }),
    }),
  }
}
