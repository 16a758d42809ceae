import { ActionIcon, Button, Modal, Radio, TextInput } from '@mantine/core'
import { IconPresentation, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useForDeck, type ForDeck } from '../../editing/for-deck.ts'
import { hashOf, useRoute } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { addToDeck, takeFromDeck, type AddedToDeck } from './add-to-deck.ts'
import { deckEditor } from './deck-editor.ts'
import classes from './decks.module.css'

const useAdded = create<{ readonly added: AddedToDeck | null }>()(() => ({ added: null }))

/** Asks which deck it goes into. Stands once in the frame. */
export function AddToDeck() {
  const { t } = useTranslation('decks')
  const chosen = useForDeck((state) => state.chosen)
  const close = () => useForDeck.setState({ chosen: null })
  return (
    <Modal opened={chosen !== null} onClose={close} title={chosen === null ? '' : t('addTo', { title: chosen.title })}>
      {chosen !== null && <Choice chosen={chosen} onClose={close} />}
    </Modal>
  )
}

type Outcome = 'adding' | 'full' | 'unreadable' | { readonly failed: unknown } | null

const newDeck = ''

function Choice({ chosen, onClose }: { chosen: ForDeck; onClose: () => void }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const api = useApi()
  const workspace = useWorkspace().data?.name
  const saved = useAnswer('documents', ['documents.list', 'deck'], (asked, options) => asked.documents.list({ kind: 'deck' }, options))
  const decks = (saved.data?.documents ?? []).toSorted((left, right) => right.savedAt.localeCompare(left.savedAt))
  const [picked, setPicked] = useState<string | null>(null)
  const [newTitle, setNewTitle] = useState('')
  const [outcome, setOutcome] = useState<Outcome>(null)
  if (workspace === undefined || saved.data === undefined)
    return saved.isError ? <ErrorState compact error={saved.error} onRetry={() => void saved.refetch()} /> : <LoadingState />
  const name = picked ?? decks[0]?.name ?? newDeck
  const add = async () => {
    setOutcome('adding')
    try {
      const to = name === newDeck ? { newTitle: newTitle.trim() || t('untitled') } : { name }
      const added = await addToDeck(api, workspace, to, chosen)
      if (added === 'full' || added === 'unreadable') return setOutcome(added)
      useAdded.setState({ added })
      onClose()
    } catch (failed) {
      setOutcome({ failed })
    }
  }
  return (
    <form
      className={classes.choice}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <Radio.Group
        value={name}
        onChange={(value) => {
          setPicked(value)
          setOutcome(null)
        }}
        label={t('whichDeck')}
        description={t('addToText')}
      >
        <div className={classes.deckList}>
          {decks.map((one) => (
            <Radio key={one.name} value={one.name} label={local(one.title) || t('untitled')} />
          ))}
          <Radio value={newDeck} label={t('newDeck')} />
        </div>
      </Radio.Group>
      {name === newDeck && (
        <TextInput
          data-autofocus
          label={t('titleOf')}
          placeholder={t('untitled')}
          maxLength={200}
          value={newTitle}
          onChange={(event) => setNewTitle(event.currentTarget.value)}
        />
      )}
      {(outcome === 'full' || outcome === 'unreadable') && (
        <p role="alert" className={classes.bad}>
          {outcome === 'full' ? t('deckFull') : t('deckUnreadable')}
        </p>
      )}
      {outcome !== null && typeof outcome === 'object' && <ErrorState compact error={outcome.failed} />}
      <div className={classes.choiceEnd}>
        <Button variant="default" onClick={onClose}>
          {t('notAdded')}
        </Button>
        <Button type="submit" loading={outcome === 'adding'}>
          {t('addHere')}
        </Button>
      </div>
    </form>
  )
}

/** Says what was added, leads there, and takes it back as long as nothing else was done to that deck. */
export function AddedToDeckNote() {
  const { t } = useTranslation('decks')
  const api = useApi()
  const { page } = useRoute()
  const { added } = useAdded()
  const now = deckEditor.useEditors((state) => (added === null ? undefined : state.open[added.name]?.history.now))
  const [failed, setFailed] = useState<unknown>(null)
  const close = () => {
    setFailed(null)
    useAdded.setState({ added: null })
  }
  useEffect(() => {
    if (page === 'decks') useAdded.setState({ added: null })
  }, [page])
  if (added === null) return null
  return (
    <div className={classes.added}>
      <IconPresentation size={17} stroke={1.5} aria-hidden />
      <span role="status" className="clip">
        {t('addedTo', { title: added.title, deck: added.deckTitle || t('untitled') })}
      </span>
      <a href={hashOf('decks', added.name)}>{t('openDeck')}</a>
      {now === added.after && (
        <Button size="compact-sm" variant="default" onClick={() => takeFromDeck(api, added).then(close, setFailed)}>
          {t('takeBack')}
        </Button>
      )}
      {failed !== null && <ErrorState compact error={failed} />}
      <ActionIcon size="sm" aria-label={t('closeNote')} onClick={close}>
        <IconX size={15} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}
