import type { z } from 'zod'
import type { ApiHandlers } from '../../contract/api.ts'
import { CockpitDocument, SavedReport, type DocumentKind } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { Recipe } from '../../contract/imports.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from './audit.ts'

/** Settings are missing here on purpose: they are changed through `workspace.saveSettings`, which queries must learn of. */
const bodies: Partial<Record<DocumentKind, z.ZodType>> = { report: SavedReport, cockpit: CockpitDocument, recipe: Recipe }

export function documentHandlers(context: EngineContext): ApiHandlers['documents'] {
  const { database, documents, changes, now } = context
  const tell = async (kind: DocumentKind, name: string): Promise<void> =>
    changes.publish({ kind: 'documents', dataVersion: await context.dataVersion(), document: `${kind}/${name}` })

  return {
    list: async ({ kind }) => ({ documents: await documents.list(kind) }),
    async read({ kind, name }) {
      const stored = await documents.find(kind, name)
      if (!stored) throw new HelmdeckError('document-missing', { name })
      return { version: stored.version, body: stored.body }
    },
    async save({ kind, name, body, basedOn }) {
      const version = await documents.save(kind, name, checkBody(kind, body), basedOn)
      await noteDeed(database, now(), { kind: 'document', subject: `${kind}/${name}`, detail: { version } })
      await tell(kind, name)
      return { version }
    },
    async remove({ kind, name }) {
      if (!bodies[kind]) throw notHere(kind)
      await documents.remove(kind, name)
      await noteDeed(database, now(), { kind: 'document-removed', subject: `${kind}/${name}`, detail: {} })
      await tell(kind, name)
      return {}
    },
    versions: async ({ kind, name }) => ({ versions: await documents.versions(kind, name) }),
  }
}

function checkBody(kind: DocumentKind, body: unknown): unknown {
  const schema = bodies[kind]
  if (!schema) throw notHere(kind)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HelmdeckError('invalid-request', {
    field: ['body', ...(issue?.path ?? [])].map(String).join('.'),
    problem: issue?.message ?? '',
  })
}

function notHere(kind: DocumentKind): HelmdeckError {
  return new HelmdeckError('invalid-request', { field: 'kind', problem: `${kind} is not changed as a document` })
}
