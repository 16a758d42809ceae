import type { ApiHandlers } from '../../contract/api.ts'
import { CockpitDocument } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { readWorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { readFields } from '../formula/stored-fields.ts'
import { viewOfDocument, viewOfTemplate } from './cockpit-view.ts'
import { shippedCockpits } from './shipped.ts'

/** Shipped cockpits, and those saved in the workspace. */
export function cockpitHandlers(context: EngineContext): ApiHandlers['cockpits'] {
  return {
    list: async () => {
      const saved = await context.documents.list('cockpit')
      return {
        cockpits: [
          ...shippedCockpits.map(({ name, title }) => ({ name, title, shipped: true })),
          ...saved.map(({ name, title }) => ({ name, title, shipped: false })),
        ],
      }
    },
    open: async ({ name }) => {
      const dataVersion = await context.dataVersion()
      const data = await readWorkspaceData(context.database, dataVersion, await readFields(context.documents, dataVersion))
      const template = shippedCockpits.find((one) => one.name === name)
      if (template !== undefined) return viewOfTemplate(template, data)
      const stored = await context.documents.find('cockpit', name)
      const document = CockpitDocument.safeParse(stored?.body)
      if (!document.success) throw new HelmdeckError('document-missing', { kind: 'cockpit', name })
      return viewOfDocument(name, document.data, data)
    },
  }
}
