import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DocumentEntry, DocumentKind } from '../../contract/documents.ts'
import { LocalText } from '../../contract/text.ts'
import { errorCode } from './atomic-file.ts'

/** A document as it lies in its file, one per version. */
export const StoredDocument = z.object({
  name: z.string(),
  version: z.int(),
  savedAt: z.string(),
  /** The version whose content this one brought back. */
  of: z.int().optional(),
  /** What people call this version. */
  label: z.string().optional(),
  /** When it was deleted, of one that lies in the trash. */
  removedAt: z.string().optional(),
  body: z.unknown(),
})
export type StoredDocument = z.infer<typeof StoredDocument>

/** Every readable document of a folder; none where there is no folder. */
export async function readDocuments(path: string): Promise<StoredDocument[]> {
  const names = await readdir(path).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? [] : Promise.reject(cause as Error)))
  const files = names.filter((name) => name.endsWith('.json'))
  const read = await Promise.all(files.map((name) => readDocument(join(path, name))))
  return read.filter((stored) => stored !== null && stored !== 'broken')
}

/** null where there is no file; `broken` = there is a file, but somebody edited it into something else. */
export async function readDocument(path: string): Promise<StoredDocument | null | 'broken'> {
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

/** A document in a list, by its title or label, else by its name. */
export function entryOf(kind: DocumentKind, { name, version, savedAt, body }: StoredDocument): DocumentEntry {
  const title = Titled.safeParse(body).data?.title ?? name
  return { kind, name, title: typeof title === 'string' ? { zh: title, en: title } : title, version, savedAt }
}
