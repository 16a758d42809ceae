import { create } from 'zustand'
import type { Api } from '../../src/contract/api.ts'
import type { DocumentKind } from '../../src/contract/documents.ts'

/** The document that was deleted last: it lies in the trash, and can be brought back from where it stood. */
export interface RemovedDocument {
  readonly kind: DocumentKind
  readonly title: string
  /** Null for one that was never saved: it is begun anew. */
  readonly saved: { readonly name: string; readonly version: number } | null
  readonly startAgain: () => void
}

export const useRemoved = create<{ readonly removed: RemovedDocument | null; readonly failed: unknown }>()(() => ({
  removed: null,
  failed: null,
}))

/** Into the trash, with the version it had there. */
export async function removeDocument(
  api: Api,
  { name, ...removed }: Omit<RemovedDocument, 'saved'> & { readonly name: string | null },
): Promise<void> {
  const { kind } = removed
  let saved: RemovedDocument['saved'] = null
  if (name !== null) {
    const { version } = await api.documents.read({ kind, name })
    await api.documents.remove({ kind, name })
    saved = { name, version }
  }
  useRemoved.setState({ removed: { ...removed, saved }, failed: null })
}
