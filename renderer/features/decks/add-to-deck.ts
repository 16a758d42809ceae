import type { Api } from '../../../src/contract/api.ts'
import { DeckDocument, mostItems, shippedDecks } from '../../../src/contract/decks.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { startEditing, type Saving } from '../../editing/document-editor.ts'
import type { ForDeck } from '../../editing/for-deck.ts'
import { isDirty, meetNewer, openStored, saveDocument } from '../../editing/save-document.ts'
import { deckEditor, freshDeck } from './deck-editor.ts'
import { addItem } from './deck-moves.ts'

/** What was put into a deck. */
export interface AddedToDeck {
  readonly name: string
  readonly title: string
  readonly deckTitle: string
  readonly isNew: boolean
  /** The deck with it: as long as nothing else was done to it, adding can be taken back from outside. */
  readonly after: DeckDocument
}

/** Where a deck that is made for what is added stands until it has its name. */
const newDeckKey = 'added-to'

const saved = { bodyOf: (draft: DeckDocument) => draft, titleOf: (body: DeckDocument) => body.title, taken: shippedDecks }

/**
 * At the end of a saved deck, or of a new one that is called so: a step of that deck like any other. What can't be saved is taken
 * back, so that the deck stays as it was.
 */
export async function addToDeck(
  api: Api,
  workspace: string,
  to: { readonly name: string } | { readonly newTitle: string },
  { item, title }: ForDeck,
): Promise<AddedToDeck | 'full' | 'unreadable'> {
  const { useEditors } = deckEditor
  if ('newTitle' in to) useEditors.getState().put(newDeckKey, startEditing(null, { ...freshDeck, title: to.newTitle }, null))
  else if (!(await openDeck(api, workspace, to.name))) return 'unreadable'
  const key = 'name' in to ? to.name : newDeckKey
  if ((useEditors.getState().open[key]?.history.now.items.length ?? 0) >= mostItems) return 'full'
  deckEditor.edit(key, addItem(item), { key: 'didAdd', name: title })
  let name = key
  await saveDocument(deckEditor, api, key, saved, (given) => (name = given))
  const after = useEditors.getState().open[name]
  const failure = after === undefined ? null : failureIn(after.saving, name)
  if (after === undefined || failure !== null) {
    if ('name' in to) deckEditor.undo(key)
    else useEditors.getState().forget(newDeckKey)
    throw failure ?? new HelmdeckError('internal')
  }
  const deck = after.history.now
  return { name, title, deckTitle: deck.title, isNew: !('name' in to), after: deck }
}

/** Takes back what was added; a deck that was made for it goes to the trash. */
export async function takeFromDeck(api: Api, { name, isNew }: AddedToDeck): Promise<void> {
  if (isNew) {
    await api.documents.remove({ kind: 'deck', name })
    deckEditor.useEditors.getState().forget(name)
    return
  }
  deckEditor.undo(name)
  await saveDocument(deckEditor, api, name, saved, () => undefined)
  const after = deckEditor.useEditors.getState().open[name]
  const failure = after === undefined ? null : failureIn(after.saving, name)
  if (failure === null) return
  deckEditor.redo(name)
  throw failure
}

function failureIn(saving: Saving<DeckDocument>, name: string): Error | null {
  if (saving.is === 'failed') return saving.error instanceof Error ? saving.error : new HelmdeckError('internal')
  return saving.is === 'conflict' ? new HelmdeckError('document-conflict', { name }) : null
}

/** Its newest version, with what of one's own is not saved yet; false where its file can't be read. */
async function openDeck(api: Api, workspace: string, name: string): Promise<boolean> {
  await atRest(name)
  const { version, body } = await api.documents.read({ kind: 'deck', name })
  const read = DeckDocument.safeParse(body)
  if (!read.success) return false
  const stored = { version, body: read.data }
  const now = deckEditor.useEditors.getState().open[name]
  if (now === undefined) openStored(deckEditor, name, workspace, stored)
  else if (version > (now.version ?? 0)) meetNewer(deckEditor, name, stored, isDirty(deckEditor, now))
  return true
}

/** A page that was just left may still be saving. */
async function atRest(name: string): Promise<void> {
  const { useEditors } = deckEditor
  const isBusy = () => useEditors.getState().open[name]?.saving.is === 'busy'
  if (!isBusy()) return
  await new Promise<void>((resolve) => {
    const stop = useEditors.subscribe(() => {
      if (isBusy()) return
      stop()
      resolve()
    })
  })
}
