import type { ApiHandlers } from '../../contract/api.ts'
import { CockpitDocument } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { readWorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { readFields } from '../formula/stored-fields.ts'
import { viewOfDocument, viewOfTemplate } from './cockpit-view.ts'
import { salesDirector } from './sales-director.ts'
import { salesPerformance } from './sales-performance.ts'

const shipped = [salesDirector, salesPerformance]

/** Shipped cockpits, and those saved in the workspace. */
export function cockpitHandlers(context: EngineContext): ApiHandlers['cockpits'] {
  return {
    list: async () => {
      const saved = await context.documents.list('cockpit')
      return {
        cockpits: [
          ...shipped.map(({ name, title }) => ({ name, title, shipped: true })),
          ...saved.map(({ name, title }) => ({ name, title, shipped: false })),
        ],
      }
    },
    open: async ({ name }) => {
      const [dataVersion, clock] = await Promise.all([context.dataVersion(), context.clock()])
      const data = await readWorkspaceData(context.database, dataVersion, await readFields(context.documents, dataVersion))
      const template = shipped.find((one) => one.name === name)
      if (template !== undefined) return viewOfTemplate(template, data, clock.day)
      const stored = await context.documents.find('cockpit', name)
      const document = CockpitDocument.safeParse(stored?.body)
      if (!document.success) throw new HelmdeckError('document-missing', { kind: 'cockpit', name })
      return viewOfDocument(name, document.data, data)
    },
  }
}
