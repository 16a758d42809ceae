import type { z } from 'zod'
import type { ApiHandlers } from '../../contract/api.ts'
import { CockpitDocument, SavedReport, type DocumentKind, type DocumentVersions } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { DeckDocument } from '../../contract/decks.ts'
import { FieldDocument } from '../../contract/fields.ts'
import { Recipe } from '../../contract/imports.ts'
import type { EngineContext } from '../engine-context.ts'
import { acceptField, checkUnused, noteFieldChange } from '../formula/save-field.ts'
import { noteDeed } from './audit.ts'
import type { BasedOn, DocumentStore } from './document-store.ts'
import { bringBackSettings } from '../settings/settings.ts'
import { SheetName } from '../../contract/sheets.ts'
import { bringBackSheet } from '../sheets/sheets.ts'

/** Settings and sheets are missing here on purpose: they are changed through `settings` and `sheets`, which queries must learn of; templates through `decks`, with their files. */
const bodies: Partial<Record<DocumentKind, z.ZodType>> = {
  report: SavedReport,
  cockpit: CockpitDocument,
  recipe: Recipe,
  field: FieldDocument,
  deck: DeckDocument,
}

export function documentHandlers(context: EngineContext): ApiHandlers['documents'] {
  const { database, documents, changes, now } = context
  /** Fields and sheets are part of what answers are made of. */
  const tell = async (kind: DocumentKind, name: string): Promise<void> =>
    changes.publish({
      kind: kind === 'field' || kind === 'sheet' ? 'data' : 'documents',
      dataVersion: await context.dataVersion(),
      document: `${kind}/${name}`,
    })
  /** Fields wait for loads: both make a new version of the data. */
  const inOrder = <T>(kind: DocumentKind, work: () => Promise<T>): Promise<T> => (kind === 'field' ? context.inTurn(work) : work())
  const accept = async (kind: DocumentKind, name: string, body: unknown, mayLack: boolean): Promise<unknown> =>
    kind === 'field' ? await acceptField(context, name, body, { mayLack }) : checkBody(kind, body)
  const keep = async (kind: DocumentKind, name: string, body: unknown, basedOn: BasedOn, of?: number): Promise<number> => {
    const version = await documents.save(kind, name, body, basedOn, of)
    if (kind === 'field') await noteFieldChange(context)
    return version
  }

  /** Undo, redo and restore are one thing: the content of another version becomes the newest one, and takes effect where it has one. */
  const bringBack = async (
    kind: DocumentKind,
    name: string,
    basedOn: number | undefined,
    choose: (steps: DocumentVersions) => number | null,
    isStep: boolean,
  ): Promise<{ version: number }> => {
    const brought = await context.inTurn(async () => {
      const steps = await documents.versions(kind, name)
      const newest = steps.versions[0]?.version ?? 0
      if (basedOn !== undefined && basedOn !== newest) throw new HelmdeckError('document-conflict', { name, version: newest, basedOn })
      const version = choose(steps)
      if (version === null) return { version: newest }
      if (kind === 'settings') return { version: await bringBackSettings(documents, context.database, version, isStep) }
      if (kind === 'sheet') return { version: await bringBackSheet(context, SheetName.parse(name), version, isStep) }
      const found = await documents.findVersion(kind, name, version)
      if (found === null) throw new HelmdeckError('document-missing', { name: `${name} ${version}` })
      return { version: await keep(kind, name, await accept(kind, name, found.body, true), 'any', isStep ? version : undefined) }
    })
    if (kind === 'settings') changes.publish({ kind: 'settings', dataVersion: await context.dataVersion(), document: null })
    else await tell(kind, name)
    return brought
  }

  return {
    list: async ({ kind }) => ({ documents: await documents.list(kind) }),
    async read({ kind, name }) {
      const stored = await documents.find(kind, name)
      if (!stored) throw new HelmdeckError('document-missing', { name })
      return { version: stored.version, body: stored.body }
    },
    async save({ kind, name, body, basedOn }) {
      const version = await inOrder(kind, async () => await keep(kind, name, await accept(kind, name, body, false), basedOn))
      await noteDeed(database, now(), { kind: 'document', subject: `${kind}/${name}`, detail: { version } })
      await tell(kind, name)
      return { version }
    },
    async remove({ kind, name }) {
      if (!bodies[kind]) throw notHere(kind)
      await inOrder(kind, async () => {
        if (kind === 'field') await checkUnused(context, name)
        await documents.remove(kind, name)
        if (kind === 'field') await noteFieldChange(context)
      })
      await noteDeed(database, now(), { kind: 'document-removed', subject: `${kind}/${name}`, detail: {} })
      await tell(kind, name)
      return {}
    },
    versions: ({ kind, name }) => documents.versions(kind, name),
    async version({ kind, name, version }) {
      const stored = await documents.findVersion(kind, name, version)
      if (stored === null) throw new HelmdeckError('document-missing', { name: `${name} ${version}` })
      return { savedAt: stored.savedAt, body: stored.body }
    },
    async nameVersion({ kind, name, version, label }) {
      await documents.label(kind, name, version, label)
      await tell(kind, name)
      return {}
    },
    trash: async () => ({ documents: await documents.trashed() }),
    async bringBack({ kind, name, version }) {
      const brought = await inOrder(kind, async () => {
        const { body } = await documents.findTrashed(kind, name, version)
        const free = await freeName(documents, kind, name)
        const saved = await keep(kind, free, await accept(kind, free, body, true), null)
        await documents.leaveTrash(kind, name, version, 'brought-back')
        return { name: free, version: saved }
      })
      await noteDeed(database, now(), { kind: 'document-brought-back', subject: `${kind}/${brought.name}`, detail: {} })
      await tell(kind, brought.name)
      return brought
    },
    async erase({ kind, name, version }) {
      await documents.findTrashed(kind, name, version)
      await documents.leaveTrash(kind, name, version, 'erased')
      await noteDeed(database, now(), { kind: 'document-erased', subject: `${kind}/${name}`, detail: {} })
      await tell(kind, name)
      return {}
    },
    restore: ({ kind, name, version, basedOn }) => bringBack(kind, name, basedOn, () => version, false),
    step: ({ kind, name, direction, basedOn }) => bringBack(kind, name, basedOn, (steps) => steps[direction], true),
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

/** A field's name is what formulas call it, so it comes back under no other. */
async function freeName(documents: DocumentStore, kind: DocumentKind, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 || kind === 'field' ? name : `${name.slice(0, 110)}-${number}`
    if (kind === 'field' || (await documents.find(kind, wanted)) === null) return wanted
  }
}
