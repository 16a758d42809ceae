import { create } from 'zustand'
import type { DeckItem } from '../../src/contract/decks.ts'

/** What is about to be put into a deck, and what it is called. */
export interface ForDeck {
  readonly item: DeckItem
  readonly title: string
}

export const useForDeck = create<{ readonly chosen: ForDeck | null }>()(() => ({ chosen: null }))

/** Asks into which deck it goes. */
export function offerToDeck(item: DeckItem, title: string): void {
  useForDeck.setState({ chosen: { item, title } })
}
