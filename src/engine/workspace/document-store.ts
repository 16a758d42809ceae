import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DocumentKind, type DocumentEntry, type DocumentVersions, type TrashedDocument } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { fileError, writeAtomically } from './atomic-file.ts'
import { documentFileName } from './document-name.ts'
import { stepsOf } from './document-steps.ts'
import { documentTrash } from './document-trash.ts'
import { entryOf, readDocument, readDocuments, type StoredDocument } from './stored-document.ts'
import { createTurns } from './turns.ts'

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
  /** Into the trash. Its journal stays, and a later document of the same name goes on counting. Fails with `document-missing`. */
  remove(kind: DocumentKind, name: string): Promise<void>
  /** What lies in the trash, newest first. */
  trashed(): Promise<TrashedDocument[]>
  /** One of them. Fails with `document-missing`. */
  findTrashed(kind: DocumentKind, name: string, version: number): Promise<StoredDocument>
  /** Takes it out of the trash: for good, with its journal unless a document of that name is there or in the trash; or as brought back. */
  leaveTrash(kind: DocumentKind, name: string, version: number, how: 'erased' | 'brought-back'): Promise<void>
  /** Names a version; an empty label takes the name away. Fails with `document-missing`. */
  label(kind: DocumentKind, name: string, version: number, label: string): Promise<void>
  /** Newest first. Fails with `document-missing`. */
  versions(kind: DocumentKind, name: string): Promise<DocumentVersions>
  /** Files that a killed process left half-written, as paths under `documents/`. */
  strays(): Promise<string[]>
  /** Removes them, and what has lain in the trash for too long. To be called by the owner of the workspace when it opens. */
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
  const trash = documentTrash(folder)
  // Two saves based on the same version must not both succeed.
  const inTurn = createTurns()

  const find = async (kind: DocumentKind, name: string): Promise<StoredDocument | null> => {
    const stored = await readDocument(currentFile(kind, name))
    if (stored !== 'broken') return stored
    const journal = await readDocuments(journalFolder(kind, name))
    return journal.reduce<StoredDocument | null>((newest, one) => (newest && newest.version > one.version ? newest : one), null)
  }

  const save = async (kind: DocumentKind, name: string, body: unknown, basedOn: BasedOn, of?: number): Promise<number> => {
    const current = await find(kind, name)
    if (basedOn !== 'any' && basedOn !== (current?.version ?? null)) {
      throw new HelmdeckError('document-conflict', { name, version: current?.version ?? null, basedOn })
    }
    const journal = journalFolder(kind, name)
    await mkdir(journal, { recursive: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
    const version = Math.max(current?.version ?? 0, ...(await readDocuments(journal)).map((one) => one.version)) + 1
    const text = `${JSON.stringify({ name, version, savedAt: now().toISOString(), ...(of === undefined ? {} : { of }), body } satisfies StoredDocument, null, 2)}\n`
    await writeAtomically(join(journal, versionFile(version)), text)
    await writeAtomically(currentFile(kind, name), text)
    return version
  }

  const isLive = async (kind: DocumentKind, name: string, version: number): Promise<boolean> =>
    (await find(kind, name))?.version === version

  const leaveTrash: DocumentStore['leaveTrash'] = async (kind, name, version, how) => {
    await trash.drop(kind, name, version)
    if (how === 'brought-back' || (await find(kind, name)) !== null || (await trash.holds(kind, name))) return
    await rm(journalFolder(kind, name), { recursive: true, force: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
  }

  return {
    async list(kind) {
      const kinds = kind ? [kind] : DocumentKind.options
      const entries = await Promise.all(
        kinds.map(async (one) => (await readDocuments(kindFolder(one))).map((stored) => entryOf(one, stored))),
      )
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
        const stored = await find(kind, name)
        if (!stored) throw new HelmdeckError('document-missing', { name })
        await trash.put(kind, stored, now())
        await rm(currentFile(kind, name), { force: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
      }),
    // A kill while a document is removed leaves it in both places, and it counts as not removed.
    async trashed() {
      const entries = await trash.list()
      const live = await Promise.all(entries.map(({ kind, name, version }) => isLive(kind, name, version)))
      return entries.filter((_, place) => !live[place])
    },
    findTrashed: trash.find,
    leaveTrash: (kind, name, version, how) => inTurn(() => leaveTrash(kind, name, version, how)),
    label: (kind, name, version, label) =>
      inTurn(async () => {
        const file = join(journalFolder(kind, name), versionFile(version))
        const stored = await readDocument(file)
        if (stored === null || stored === 'broken') throw new HelmdeckError('document-missing', { name: `${name} ${version}` })
        const { label: _before, body, ...rest } = stored
        await writeAtomically(file, `${JSON.stringify({ ...rest, ...(label === '' ? {} : { label }), body }, null, 2)}\n`)
      }),
    async versions(kind, name) {
      if (!(await find(kind, name))) throw new HelmdeckError('document-missing', { name })
      const journal = await readDocuments(journalFolder(kind, name))
      const versions = journal.map(({ version, savedAt, of = null, label }) => ({
        version,
        savedAt,
        of,
        ...(label === undefined ? {} : { label }),
      }))
      return { versions: versions.sort((left, right) => right.version - left.version), ...stepsOf(versions) }
    },
    // In turn: no save is under way then, so every temporary file belongs to nobody.
    strays: () => inTurn(() => temporaryFiles(folder)),
    sweep: () =>
      inTurn(async () => {
        for (const path of await temporaryFiles(folder)) await rm(join(folder, path), { force: true })
        for (const { kind, name, version } of await trash.overdue(now())) await leaveTrash(kind, name, version, 'erased')
      }),
  }
}

const versionFile = (version: number): string => `${String(version).padStart(6, '0')}.json`

async function temporaryFiles(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true })
  return paths.filter((path) => path.endsWith('.tmp')).sort()
}
