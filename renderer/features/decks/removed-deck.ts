import { create } from 'zustand'
import type { DeckDocument } from '../../../src/contract/decks.ts'

/** The deck that was deleted last: it can be brought back as long as the page is open. */
export const useRemoved = create<{
  readonly removed: { readonly name: string | null; readonly deck: DeckDocument } | null
  readonly failed: unknown
}>()(() => ({ removed: null, failed: null }))
