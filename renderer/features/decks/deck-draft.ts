import type { DeckEntry, DeckItem } from '../../../src/contract/decks.ts'

/** A deck as it is put together. An empty title means the one that it started with. */
export interface DeckDraft {
  readonly start: DeckEntry['name']
  readonly title: string
  readonly items: readonly DeckItem[]
}

export function startDraft({ name, items }: Pick<DeckEntry, 'name' | 'items'>): DeckDraft {
  return { start: name, title: '', items }
}

export function addItem(draft: DeckDraft, item: DeckItem): DeckDraft {
  return { ...draft, items: [...draft.items, item] }
}

export function removeItem(draft: DeckDraft, place: number): DeckDraft {
  return { ...draft, items: draft.items.filter((_, index) => index !== place) }
}

/** To the place before or after its own; at an end it stays. */
export function moveItem(draft: DeckDraft, place: number, step: -1 | 1): DeckDraft {
  const to = place + step
  const [one, other] = [draft.items[place], draft.items[to]]
  if (one === undefined || other === undefined) return draft
  return { ...draft, items: draft.items.map((item, index) => (index === place ? other : index === to ? one : item)) }
}
