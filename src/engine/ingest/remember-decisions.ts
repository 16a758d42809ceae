import { FileRecipe } from '../../contract/imports.ts'
import type { DocumentStore } from '../workspace/document-store.ts'
import { headerFingerprint } from './recognise/fingerprint.ts'
import type { ImportDraft, RememberedRecipes } from './recognise/propose-import.ts'
import { decidedReason, rememberedReason } from './recognise/propose-table.ts'

/** Remembered mappings as documents of kind `recipe`, named by the fingerprint of the headers. */
export function rememberedRecipes(documents: DocumentStore): RememberedRecipes {
  const name = (fingerprint: string): string => `headers-${fingerprint.slice(0, 40)}`
  return {
    read: async (fingerprint) => FileRecipe.safeParse((await documents.find('recipe', name(fingerprint)))?.body).data ?? null,
    save: async (fingerprint, recipe) => void (await documents.save('recipe', name(fingerprint), recipe, 'any')),
  }
}

/** What a person decided about a file, for the next one with the same headers; null where nobody decided anything. */
export function decisionsOf(draft: ImportDraft): { fingerprint: string; recipe: FileRecipe } | null {
  const decided = draft.columns.filter(({ reason }) => reason === decidedReason || reason === rememberedReason)
  const isNew = draft.reason === decidedReason || decided.some(({ reason }) => reason === decidedReason)
  if (!isNew) return null
  const fingerprint = headerFingerprint(draft.table.headers)
  const columns = Object.fromEntries(
    decided.map(({ evidence, target, type, format, also }) => {
      const visit = target === null ? also[0] : undefined
      return [evidence.header, { target: visit ?? target, type, ...(format === undefined ? {} : { format }) }] as const
    }),
  )
  return { fingerprint, recipe: { headers: fingerprint, kind: draft.kind, columns } }
}
