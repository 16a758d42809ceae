import { create } from 'zustand'
import type { CockpitDocument } from '../../../src/contract/documents.ts'

/** The cockpit that was deleted last: it can be brought back as long as the page is open. */
export const useRemoved = create<{
  readonly removed: { readonly name: string | null; readonly cockpit: CockpitDocument } | null
  readonly failed: unknown
}>()(() => ({ removed: null, failed: null }))
