import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { DeckDocument, type DeckEntry } from '../../../src/contract/decks.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { newKey, startEditing } from '../../editing/document-editor.ts'
import type { ListedDocument } from '../../editing/DocumentSwitcher.tsx'
import { keptDraft } from '../../editing/kept-draft.ts'
import { isDirty, meetNewer, openStored } from '../../editing/save-document.ts'
import { Page } from '../../frame/Page.tsx'
import { navigate } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { deckEditor, freshDeck } from './deck-editor.ts'
import { DeckRoom } from './DeckRoom.tsx'

/** The chosen deck, or the first there is. */
export function DecksPage({ rest }: { rest: readonly string[] }) {
  const shipped = useAnswer('documents', ['decks.list'], (api, options) => api.decks.list({}, options))
  const saved = useAnswer('documents', ['documents.list', 'deck'], (api, options) => api.documents.list({ kind: 'deck' }, options))
  const workspace = useWorkspace().data?.name
  const { t } = useTranslation('decks')
  if (shipped.data === undefined || saved.data === undefined || workspace === undefined)
    return (
      <Page title={t('title')}>
        {shipped.data === undefined ? <Answered answer={shipped}>{() => null}</Answered> : <Answered answer={saved}>{() => null}</Answered>}
      </Page>
    )
  const { decks } = shipped.data
  const all: ListedDocument[] = [
    ...decks.map(({ name, title }) => ({ name, title, shipped: true })),
    ...saved.data.documents.map(({ name, title }) => ({ name, title, shipped: false })),
  ]
  const name = rest[0] ?? decks[0]?.name ?? newKey
  const entry = decks.find((one) => one.name === name)
  if (entry !== undefined) return <ShippedDeck key={name} entry={entry} all={all} />
  return <OwnDeck key={name} name={name} workspace={workspace} all={all} />
}

function ShippedDeck({ entry, all }: { entry: DeckEntry; all: readonly ListedDocument[] }) {
  const local = useLocal()
  const deck = { ...freshDeck, title: local(entry.title), items: entry.items }
  return <DeckRoom name={entry.name} all={all} deck={deck} editing={null} />
}

/** The document is read once; later versions from elsewhere are met where the editor stands. */
function OwnDeck({ name, workspace, all }: { name: string; workspace: string; all: readonly ListedDocument[] }) {
  const { t } = useTranslation('decks')
  const editing = deckEditor.useEditors((state) => state.open[name])
  const isNew = name === newKey
  const answer = useAnswer(
    'documents',
    ['documents.read', 'deck', name],
    async (api, options) => {
      const { version, body } = await api.documents.read({ kind: 'deck', name }, options)
      return { version, deck: DeckDocument.safeParse(body).data ?? null }
    },
    { enabled: !isNew },
  )
  const read = isNew || answer.isPlaceholderData ? undefined : answer.data
  useEffect(() => {
    const { open, put } = deckEditor.useEditors.getState()
    const now = open[name]
    if (isNew && now === undefined) put(newKey, startEditing(null, keptDraft(deckEditor, workspace, newKey)?.body ?? freshDeck, null))
    if (!read?.deck) return
    const stored = { version: read.version, body: read.deck }
    if (now === undefined) return openStored(deckEditor, name, workspace, stored)
    if (now.saving.is === 'busy' || now.saving.is === 'conflict' || read.version <= (now.version ?? 0)) return
    meetNewer(deckEditor, name, stored, isDirty(deckEditor, now))
  }, [isNew, read, editing?.saving.is, name, workspace])

  if (editing) return <DeckRoom key={editing.id} name={name} all={all} deck={editing.history.now} editing={editing} />
  const isGone = answer.error instanceof HelmdeckError && answer.error.code === 'document-missing'
  if (isGone || read?.deck === null)
    return (
      <Page title={t('title')}>
        <EmptyState title={isGone ? t('noSuch') : t('spoiled')} action={<Button onClick={() => navigate('decks')}>{t('open')}</Button>}>
          {isGone ? t('noSuchText') : t('spoiledText')}
        </EmptyState>
      </Page>
    )
  return <Page title={t('title')}>{!isNew && <Answered answer={answer}>{() => null}</Answered>}</Page>
}
