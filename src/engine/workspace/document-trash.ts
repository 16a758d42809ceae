import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DocumentKind, trashDays, type TrashedDocument } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { fileError, writeAtomically } from './atomic-file.ts'
import { documentFileName } from './document-name.ts'
import { entryOf, readDocument, readDocuments, type StoredDocument } from './stored-document.ts'

const milliseconds = trashDays * 86_400_000

/** Deleted documents, as `documents/KIND/trash/NAME@VERSION.json`. Their versions stay in the journal. */
export interface DocumentTrash {
  /** Newest first. */
  list(): Promise<TrashedDocument[]>
  /** Fails with `document-missing`. */
  find(kind: DocumentKind, name: string, version: number): Promise<StoredDocument>
  put(kind: DocumentKind, stored: StoredDocument, removedAt: Date): Promise<void>
  drop(kind: DocumentKind, name: string, version: number): Promise<void>
  /** Whether any version of a name lies here. */
  holds(kind: DocumentKind, name: string): Promise<boolean>
  /** What has lain here for longer than `trashDays`. */
  overdue(now: Date): Promise<TrashedDocument[]>
}

export function documentTrash(folder: string): DocumentTrash {
  const trashFolder = (kind: DocumentKind): string => join(folder, kind, 'trash')
  const fileOf = (kind: DocumentKind, name: string, version: number): string =>
    join(trashFolder(kind), `${documentFileName(name)}@${String(version).padStart(6, '0')}.json`)
  const list = async (): Promise<TrashedDocument[]> => {
    const kinds = await Promise.all(
      DocumentKind.options.map(async (kind) =>
        (await readDocuments(trashFolder(kind))).map((stored) => ({
          ...entryOf(kind, stored),
          removedAt: stored.removedAt ?? stored.savedAt,
        })),
      ),
    )
    return kinds.flat().sort((left, right) => right.removedAt.localeCompare(left.removedAt) || left.name.localeCompare(right.name))
  }
  return {
    list,
    async find(kind, name, version) {
      const stored = await readDocument(fileOf(kind, name, version))
      if (stored === null || stored === 'broken') throw new HelmdeckError('document-missing', { name })
      return stored
    },
    async put(kind, stored, removedAt) {
      await mkdir(trashFolder(kind), { recursive: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
      const text = `${JSON.stringify({ ...stored, removedAt: removedAt.toISOString() }, null, 2)}\n`
      await writeAtomically(fileOf(kind, stored.name, stored.version), text)
    },
    async drop(kind, name, version) {
      await rm(fileOf(kind, name, version), { force: true }).catch((cause: unknown) => Promise.reject(fileError(cause)))
    },
    holds: async (kind, name) => (await readDocuments(trashFolder(kind))).some((stored) => stored.name === name),
    overdue: async (now) => (await list()).filter(({ removedAt }) => now.getTime() - Date.parse(removedAt) > milliseconds),
  }
}
