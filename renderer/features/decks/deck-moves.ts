import { itemKey, type DeckDocument, type DeckItem, type SlideWords } from '../../../src/contract/decks.ts'

export type Move = (deck: DeckDocument) => DeckDocument

/** At the end, under a name of its own: words of its slides are kept by it. */
export function addItem(item: DeckItem): Move {
  return (deck) => {
    const taken = new Set(deck.items.map(itemKey))
    const own = itemKey(item).slice(0, 56)
    let key = itemKey(item)
    for (let number = 2; taken.has(key); number += 1) key = `${own}-${number}`
    return { ...deck, items: [...deck.items, key === itemKey(item) ? item : { ...item, id: key }] }
  }
}

/** With the words of its slides. */
export function removeItem(place: number): Move {
  return (deck) => {
    const item = deck.items[place]
    if (item === undefined) return deck
    const key = itemKey(item)
    const isOwn = (slide: string): boolean => slide === key || slide.startsWith(`${key}/`)
    return {
      ...deck,
      items: deck.items.filter((_, index) => index !== place),
      words: Object.fromEntries(Object.entries(deck.words).filter(([slide]) => !isOwn(slide))),
      without: deck.without.filter((slide) => !isOwn(slide)),
    }
  }
}

/** To another place; beyond an end it stays. */
export function moveItem(from: number, to: number): Move {
  return (deck) => {
    const item = deck.items[from]
    if (item === undefined || to < 0 || to >= deck.items.length || from === to) return deck
    const rest = deck.items.filter((_, index) => index !== from)
    return { ...deck, items: [...rest.slice(0, to), item, ...rest.slice(to)] }
  }
}

export function putTitle(title: string): Move {
  return (deck) => ({ ...deck, title })
}

/** Empty words are those that the slide has by itself. */
export function putWords(slide: string, words: SlideWords): Move {
  return (deck) => {
    const { [slide]: _before, ...others } = deck.words
    const said = { ...(words.title ? { title: words.title } : {}), ...(words.lead === undefined ? {} : { lead: words.lead }) }
    return { ...deck, words: Object.keys(said).length === 0 ? others : { ...others, [slide]: said } }
  }
}

export function toggleSlide(slide: string): Move {
  return (deck) => ({
    ...deck,
    without: deck.without.includes(slide) ? deck.without.filter((one) => one !== slide) : [...deck.without, slide],
  })
}

export function putPeriod(period: DeckDocument['period'] | null): Move {
  return ({ period: _before, ...deck }) => (period === null || period === undefined ? deck : { ...deck, period })
}

export function putAsOf(day: string | null): Move {
  return ({ asOf: _before, ...deck }) => (day === null ? deck : { ...deck, asOf: day })
}

/** undefined = the workspace's usual one, null = Helmdeck's own look. */
export function putTemplate(template: string | null | undefined): Move {
  return ({ template: _before, ...deck }) => (template === undefined ? deck : { ...deck, template })
}
