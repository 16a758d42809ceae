import { IconArrowBackUp, IconArrowForwardUp, IconPlus, IconPresentation } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { deckEditor, freshDeck, startDeck } from './deck-editor.ts'
import { DecksPage } from './DecksPage.tsx'

/** The deck on screen where it can be changed. */
function currentDeck(): string | null {
  const { page, rest } = parseHash(window.location.hash)
  const name = page === 'decks' ? rest[0] : undefined
  return name !== undefined && name in deckEditor.useEditors.getState().open ? name : null
}

/** Fields that are not part of the deck have an undo of their own. */
function isUndoable(target: EventTarget | null): boolean {
  if (currentDeck() === null) return false
  const isField = target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName)
  return !isField || target.dataset['undo'] === 'deck'
}

const onCurrent = (act: (key: string) => void) => () => {
  const key = currentDeck()
  if (key !== null) act(key)
}

export const decks: Feature = {
  id: 'decks',
  icon: IconPresentation,
  key: 'p',
  Page: DecksPage,
  commands: [
    { id: 'decks.open', title: 'open', icon: IconPresentation, run: () => navigate('decks') },
    { id: 'decks.new', title: 'newDeck', icon: IconPlus, run: () => startDeck(freshDeck) },
    { id: 'decks.undo', title: 'undo', icon: IconArrowBackUp, keys: 'mod+z', isOn: isUndoable, run: onCurrent(deckEditor.undo) },
    { id: 'decks.redo', title: 'redo', icon: IconArrowForwardUp, keys: 'mod+shift+z', isOn: isUndoable, run: onCurrent(deckEditor.redo) },
  ],
}
