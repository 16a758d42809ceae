import type { DeckDocument, DeckRequest } from '../../../src/contract/decks.ts'
import { useLanguage } from '../../i18n/i18n.ts'

export type Asked = Pick<DeckRequest, 'title' | 'language' | 'words' | 'without' | 'period' | 'asOf' | 'template'> & {
  readonly deck: DeckDocument['items']
}

/** What is asked of the engine to draw or write a deck, in the language of the page. */
export function useDeckRequest({ title, items, version: _version, ...choices }: DeckDocument, otherwise: string): Asked {
  const language = useLanguage()
  return { deck: items, title: title.trim() || otherwise, language, ...choices }
}
