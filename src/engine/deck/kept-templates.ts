import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KeptTemplate, type TemplateEntry } from '../../contract/decks.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { EngineContext } from '../engine-context.ts'
import { readTemplate } from '../export/pptx/template.ts'
import { noteDeed } from '../workspace/audit.ts'
import { fileError, writeAtomically } from '../workspace/atomic-file.ts'

type Needed = Pick<EngineContext, 'folder' | 'documents' | 'database' | 'now' | 'changes' | 'dataVersion'>

/*
 * A template's file lies beside its document, named by its hash, so that backups and packed workspaces take it along and every version of
 * the document still finds its own.
 */
const fileOf = ({ folder }: Pick<Needed, 'folder'>, hash: string): string => join(folder.documents, 'template', 'files', hash)

/** The templates that a workspace keeps; what somebody edited into something else is left out. */
export async function listTemplates({ documents }: Pick<Needed, 'documents'>): Promise<TemplateEntry[]> {
  const entries = await documents.list('template')
  const read = await Promise.all(
    entries.map(async ({ name, savedAt }) => {
      const body = KeptTemplate.safeParse((await documents.find('template', name))?.body).data
      return body === undefined
        ? []
        : [{ name, savedAt, fileName: body.fileName, hash: body.hash, bytes: body.bytes, isDefault: body.isDefault }]
    }),
  )
  return read.flat()
}

/** Keeps a template under its file's name; one of that name is replaced. Fails with `template-unusable`, `disk-full`, `workspace-unwritable`. */
export async function keepTemplate(engine: Needed, fileName: string, bytes: Uint8Array): Promise<TemplateEntry> {
  if (!/\.(pptx|potx)$/i.test(fileName)) throw new HelmdeckError('template-unusable', { name: fileName, problem: 'no-presentation' })
  readTemplate(bytes, fileName)
  const name =
    fileName
      .replace(/\.\w+$/, '')
      .trim()
      .slice(0, 100) || 'template'
  const known = await listTemplates(engine)
  const hash = createHash('sha256').update(bytes).digest('hex')
  await mkdir(join(engine.folder.documents, 'template', 'files'), { recursive: true }).catch((cause: unknown) =>
    Promise.reject(fileError(cause)),
  )
  await writeAtomically(fileOf(engine, hash), bytes)
  // The first one is what a company has it for.
  const isDefault = known.find((one) => one.name === name)?.isDefault ?? !known.some((one) => one.isDefault)
  await engine.documents.save('template', name, bodyOf({ name, fileName, hash, bytes: bytes.length, isDefault }), 'any')
  await noteDeed(engine.database, engine.now(), { kind: 'document', subject: `template/${name}`, detail: { hash, version: 0 } })
  await tell(engine, name)
  return { name, fileName, hash, bytes: bytes.length, isDefault, savedAt: engine.now().toISOString() }
}

/** Its file stays, for earlier versions of the document. Fails with `document-missing`. */
export async function removeTemplate(engine: Needed, name: string): Promise<void> {
  await engine.documents.remove('template', name)
  await noteDeed(engine.database, engine.now(), { kind: 'document-removed', subject: `template/${name}`, detail: {} })
  await tell(engine, name)
}

/** Makes one the usual one, null none. Fails with `document-missing`. */
export async function setUsualTemplate(engine: Needed, name: string | null): Promise<void> {
  const known = await listTemplates(engine)
  if (name !== null && !known.some((one) => one.name === name)) throw new HelmdeckError('document-missing', { name })
  for (const one of known) {
    const isDefault = one.name === name
    if (one.isDefault !== isDefault) await engine.documents.save('template', one.name, bodyOf({ ...one, isDefault }), 'any')
  }
  await tell(engine, name ?? '')
}

/** The bytes of one by name, of the usual one where nothing is said, null for our own look. Fails with `document-missing`, `template-unusable`. */
export async function templateBytes(engine: Needed, name: string | null | undefined): Promise<{ name: string; bytes: Uint8Array } | null> {
  if (name === null) return null
  const known = await listTemplates(engine)
  const found = name === undefined ? known.find(({ isDefault }) => isDefault) : known.find((one) => one.name === name)
  if (found === undefined) {
    if (name === undefined) return null
    throw new HelmdeckError('document-missing', { name })
  }
  const bytes = await readFile(fileOf(engine, found.hash)).catch(() => null)
  const isWhole = bytes !== null && createHash('sha256').update(bytes).digest('hex') === found.hash
  if (!isWhole) throw new HelmdeckError('template-unusable', { name: found.fileName, problem: 'no-presentation' })
  return { name: found.fileName, bytes }
}

function bodyOf({ name, fileName, hash, bytes, isDefault }: Omit<TemplateEntry, 'savedAt'>): KeptTemplate {
  return { version: 1, title: name, fileName, hash, bytes, isDefault }
}

async function tell({ changes, dataVersion }: Needed, name: string): Promise<void> {
  changes.publish({ kind: 'documents', dataVersion: await dataVersion(), document: `template/${name}` })
}
