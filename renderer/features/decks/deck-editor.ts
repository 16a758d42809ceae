import { DeckDocument } from '../../../src/contract/decks.ts'
import { documentEditor, newKey, startEditing, type Editing as EditingOf } from '../../editing/document-editor.ts'
import { navigate } from '../../frame/router.ts'

/** A step's name: a key of the texts, and the item or slide it is about. */
export interface StepLabel {
  readonly key:
    | 'didAdd'
    | 'didRemove'
    | 'didMove'
    | 'didTitle'
    | 'didWords'
    | 'didLeaveOut'
    | 'didTakeIn'
    | 'didPeriod'
    | 'didTemplate'
    | 'didTake'
  readonly name?: string
}

export const deckEditor = documentEditor<DeckDocument, StepLabel>({ kind: 'deck', schema: DeckDocument, takeLabel: { key: 'didTake' } })

export type Editing = EditingOf<DeckDocument, StepLabel>

export const freshDeck: DeckDocument = { version: 1, title: '', items: [], words: {}, without: [] }

/** Opens a new deck, or one that starts as another. It gets its name and address when it is saved first. */
export function startDeck(body: DeckDocument): void {
  deckEditor.useEditors.getState().put(newKey, startEditing(null, body, null))
  navigate('decks', newKey)
}
