import { itemKey, type DeckItem } from '../../contract/decks.ts'

/** What items are called in the keys of their slides: the same again as long as they show the same, and no two alike. */
export function itemKeys(items: readonly DeckItem[]): string[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const own = itemKey(item)
    const count = (counts.get(own) ?? 0) + 1
    counts.set(own, count)
    return count === 1 ? own : `${own}~${count}`
  })
}
