import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument } from '../../../src/contract/decks.ts'
import { ConflictNote } from '../../editing/ConflictNote.tsx'
import { DocumentSwitcher, type ListedDocument } from '../../editing/DocumentSwitcher.tsx'
import { RemovedNote } from '../../editing/RemovedNote.tsx'
import { Page } from '../../frame/Page.tsx'
import { deckEditor, freshDeck, startDeck, type Editing, type StepLabel } from './deck-editor.ts'
import { putTitle, type Move } from './deck-moves.ts'
import { AddMenu } from './AddMenu.tsx'
import { DeckActions } from './DeckActions.tsx'
import { DeckItems } from './DeckItems.tsx'
import { DeckPeriod } from './DeckPeriod.tsx'
import { useDeckRequest } from './use-deck-request.ts'
import { usePreview } from './use-preview.ts'
import { WriteDeck } from './WriteDeck.tsx'
import classes from './decks.module.css'

interface RoomProps {
  readonly name: string
  readonly all: readonly ListedDocument[]
  readonly deck: DeckDocument
  /** Null for a shipped one: the first change makes one's own of it. */
  readonly editing: Editing | null
}

/** Takes a change in; says it to people who don't see it. */
export type Change = (move: Move, label: StepLabel, merge?: string) => void

/** One deck: its slides as they will be, and beside them how and onto what they are written. */
export function DeckRoom({ name, all, deck, editing }: RoomProps) {
  const { t } = useTranslation('decks')
  const { t: common } = useTranslation('reports')
  const [said, setSaid] = useState('')
  const title = deck.title.trim() || t('untitled')
  const request = useDeckRequest(deck, t('untitled'))
  const preview = usePreview(request)
  const change: Change = (move, label, merge) => {
    if (editing === null) return startDeck(move(deck))
    deckEditor.edit(name, move, label, merge)
    setSaid(t(label.key, { name: label.name ?? '' }))
  }
  const isShipped = (one: string) => all.some((listed) => listed.name === one && listed.shipped)
  return (
    <Page
      title={
        <DocumentSwitcher
          page="decks"
          name={name}
          title={title}
          all={all}
          words={{
            switch: t('switch', { title }),
            own: t('own'),
            shipped: t('shipped'),
            fresh: t('newDeck'),
            untitled: t('untitled'),
          }}
          onFresh={() => startDeck(freshDeck)}
        />
      }
      actions={
        <DeckActions
          name={name}
          deck={deck}
          editing={editing}
          reserved={all.filter((one) => isShipped(one.name)).map((one) => one.name)}
          onSaid={setSaid}
        />
      }
    >
      <RemovedNote kind="deck" page="decks" />
      <ConflictNote
        editor={deckEditor}
        editorKey={name}
        editing={editing}
        page="decks"
        changed={t('conflictTitle')}
        gone={t('conflictGone')}
        copyOf={(draft) => ({ ...draft, title: common('copyOf', { title: draft.title }) })}
      />
      {editing === null && <p className={classes.intro}>{t('intro')}</p>}
      <div className={classes.desk}>
        <section className={classes.content} aria-label={t('slides')}>
          <div className={classes.head}>
            {editing !== null && (
              <TextInput
                className={classes.grow ?? ''}
                data-undo="deck"
                label={t('titleOf')}
                placeholder={t('untitled')}
                value={deck.title}
                maxLength={200}
                onChange={(event) => change(putTitle(event.currentTarget.value), { key: 'didTitle' }, 'title')}
              />
            )}
            <DeckPeriod deck={deck} onChange={change} />
            <AddMenu onChange={change} />
          </div>
          <DeckItems deck={deck} preview={preview} onChange={change} />
        </section>
        <WriteDeck deck={deck} request={request} onChange={change} />
      </div>
      <div className="spoken" role="status" aria-live="polite">
        {said}
      </div>
    </Page>
  )
}
