import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DocumentKind, type DocumentEntry, type DocumentVersions } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { LocalText } from '../../contract/text.ts'
import { errorCode, fileError, writeAtomically } from './atomic-file.ts'
import { documentFileName } from './document-name.ts'
import { stepsOf } from './document-steps.ts'
import { createTurns } from './turns.ts'

export const StoredDocument = z.object({
  name: z.string(),
  version: z.int(),
  savedAt: z.string(),
  /** The version whose content this one brought back. */
  of: z.int().optional(),
  body: z.unknown(),
})
export type StoredDocument = z.infer<typeof StoredDocument>

/** null = it must be new; `any` = whatever version is there is replaced. */
export type BasedOn = number | null | 'any'

export interface DocumentStore {
  list(kind?: DocumentKind): Promise<DocumentEntry[]>
  /** null where there is none. */
  find(kind: DocumentKind, name: string): Promise<StoredDocument | null>
  /** As `find`, but says when somebody edited the file into something else. */
  current(kind: DocumentKind, name: string): Promise<StoredDocument | null | 'broken'>
  /** Returns the new version, counted from 1. Fails with `document-conflict`, `disk-full`, `workspace-unwritable`. */
  save(kind: DocumentKind, name: string, body: unknown, basedOn: BasedOn, of?: number): Promise<number>
  /** null where the journal has no such version, or nobody can read it. */
  findVersion(kind: DocumentKind, name: string, version: number): Promise<StoredDocument | null>
  /** Its journal stays, and a later document of the same name goes on counting. Fails with `document-missing`. */
  remove(kind: DocumentKind, name: string): Promise<void>
  /** Newest first. Fails with `document-missing`. */
  versions(kind: DocumentKind, name: string): Promise<DocumentVersions>
  /** Files that a killed process left half-written, as paths under `documents/`. */
  strays(): Promise<string[]>
  /** Removes them. To be called by the owner of the workspace when it opens. */
  sweep(): Promise<void>
}

/**
 * Documents as JSON files under `documents/KIND/NAME.json`, every version also under `documents/KIND/journal/NAME/`.
 * The journal is written first: a kill between the two leaves the old document and an unused version number.
 */
export function createDocumentStore(folder: string, now: () => Date): DocumentStore {
  const kindFolder = (kind: DocumentKind): string => join(folder, kind)
  const currentFile = (kind: DocumentKind, name: string): string => join(kindFolder(kind), `${documentFileName(name)}.json`)
  const journalFolder = (kind: DocumentKind, name: string): string => join(kindFolder(kind), 'journal', documentFileName(name))
  // Two saves based on the same version must not both succeed.
  const inTurn = createTurns()

  const find = async (kind: DocumentKind, name: string): Promise<StoredDocument | null> => {
    const stored = await readDocument(currentFile(kind, name))
    if (stored !== 'broken') return stored
    const journal = await readFolder(journalFolder(kind, name))
    return journal.reduce<StoredDocument | null>((newest, one) => (newest && newest.version > one.version ? newest : one), null)
  }

  const save = async (kind: DocumentKind, name: string, body: unknown, basedOn: BasedOn, of?: number): Promise<number> => {
    const current = await find(kind, name)
    if (basedOn !== 'any' && basedOn !== (current?.version ?? null)) {
      throw new HelmdeckError('document-conflict', { name, version: current?.version ?? null, basedOn })
    }
    const journal = journalFolder(kind, name)
    await mkdir(journal, { recursive: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
    const version = Math.max(current?.version ?? 0, ...(await readFolder(journal)).map((one) => one.version)) + 1
    const text = `${JSON.stringify({ name, version, savedAt: now().toISOString(), ...(of === undefined ? {} : { of }), body } satisfies StoredDocument, null, 2)}\n`
    await writeAtomically(join(journal, versionFile(version)), text)
    await writeAtomically(currentFile(kind, name), text)
    return version
  }

  return {
    async list(kind) {
      const kinds = kind ? [kind] : DocumentKind.options
      const entries = await Promise.all(kinds.map(async (one) => (await readFolder(kindFolder(one))).map((stored) => entryOf(one, stored))))
      return entries.flat().sort((left, right) => left.kind.localeCompare(right.kind) || left.name.localeCompare(right.name))
    },
    find,
    current: (kind, name) => readDocument(currentFile(kind, name)),
    save: (kind, name, body, basedOn, of) => inTurn(() => save(kind, name, body, basedOn, of)),
    async findVersion(kind, name, version) {
      const stored = await readDocument(join(journalFolder(kind, name), versionFile(version)))
      return stored === 'broken' ? null : stored
    },
    remove: (kind, name) =>
      inTurn(async () => {
        if (!(await find(kind, name))) throw new HelmdeckError('document-missing', { name })
        await rm(currentFile(kind, name), { force: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
      }),
    async versions(kind, name) {
      if (!(await find(kind, name))) throw new HelmdeckError('document-missing', { name })
      const journal = await readFolder(journalFolder(kind, name))
      const versions = journal.map(({ version, savedAt, of = null }) => ({ version, savedAt, of }))
      return { versions: versions.sort((left, right) => right.version - left.version), ...stepsOf(versions) }
    },
    // In turn: no save is under way then, so every temporary file belongs to nobody.
    strays: () => inTurn(() => temporaryFiles(folder)),
    sweep: () =>
      inTurn(async () => {
        for (const path of await temporaryFiles(folder)) await rm(join(folder, path), { force: true })
      }),
  }
}

const versionFile = (version: number): string => `${String(version).padStart(6, '0')}.json`

async function temporaryFiles(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true })
  return paths.filter((path) => path.endsWith('.tmp')).sort()
}

async function readFolder(path: string): Promise<StoredDocument[]> {
  const names = await readdir(path).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? [] : Promise.reject(cause as Error)))
  const files = names.filter((name) => name.endsWith('.json'))
  const read = await Promise.all(files.map((name) => readDocument(join(path, name))))
  return read.filter((stored) => stored !== null && stored !== 'broken')
}

/** `broken` = there is a file, but somebody edited it into something else. */
async function readDocument(path: string): Promise<StoredDocument | null | 'broken'> {
  try {
    return StoredDocument.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? 'broken'
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return null
    if (cause instanceof SyntaxError) return 'broken'
    throw cause
  }
}

const Title = z.union([z.string(), LocalText])
const Titled = z.union([z.object({ title: Title }), z.object({ label: Title }).transform(({ label }) => ({ title: label }))])

function entryOf(kind: DocumentKind, { name, version, savedAt, body }: StoredDocument): DocumentEntry {
  const title = Titled.safeParse(body).data?.title ?? name
  return { kind, name, title: typeof title === 'string' ? { zh: title, en: title } : title, version, savedAt }
}
