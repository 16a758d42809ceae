import { create } from 'zustand'
import type { CockpitDocument } from '../../../src/contract/documents.ts'

/** The cockpit that was deleted last: it lies in the trash, and can be brought back from where it stood. */
export const useRemoved = create<{
  readonly removed: { readonly name: string | null; readonly version: number; readonly cockpit: CockpitDocument } | null
  readonly failed: unknown
}>()(() => ({ removed: null, failed: null }))
