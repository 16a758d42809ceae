import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckEntry } from '../../../src/contract/decks.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { addItem, moveItem, removeItem, startDraft, type DeckDraft } from './deck-draft.ts'
import { DeckItems } from './DeckItems.tsx'
import { WriteDeck } from './WriteDeck.tsx'
import classes from './decks.module.css'

/** A shipped deck to begin with, changed until it is what is wanted, then written. */
export function DeckDesk({ decks }: { decks: readonly DeckEntry[] }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const [draft, setDraft] = useState<DeckDraft | null>(null)
  const [first] = decks
  const current = draft ?? (first === undefined ? null : startDraft(first))
  if (current === null) return null
  const shipped = decks.find(({ name }) => name === current.start)
  const ownTitle = shipped === undefined ? '' : local(shipped.title)
  const begin = (name: string) => {
    const entry = decks.find((one) => one.name === name)
    if (entry !== undefined) setDraft(startDraft(entry))
  }
  return (
    <div className={classes.desk}>
      <div className={classes.content}>
        <div className={classes.field}>
          <span id="deck-start">{t('start')}</span>
          <SegmentedControl
            aria-labelledby="deck-start"
            value={current.start}
            onChange={begin}
            data={decks.map(({ name, title }) => ({ value: name, label: local(title) }))}
          />
        </div>
        <TextInput
          className={classes.field ?? ''}
          label={t('titleOf')}
          placeholder={ownTitle}
          value={current.title}
          maxLength={200}
          onChange={(event) => setDraft({ ...current, title: event.currentTarget.value })}
        />
        <DeckItems
          items={current.items}
          onAdd={(item) => setDraft(addItem(current, item))}
          onMove={(place, step) => setDraft(moveItem(current, place, step))}
          onRemove={(place) => setDraft(removeItem(current, place))}
        />
      </div>
      <WriteDeck items={current.items} title={current.title.trim() === '' ? ownTitle : current.title.trim()} />
    </div>
  )
}
