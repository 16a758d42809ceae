import { Button } from '@mantine/core'
import { IconGitFork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { newKey } from '../../editing/document-editor.ts'
import { copyMine, keepMine, takeTheirs } from '../../editing/save-document.ts'
import { navigate } from '../../frame/router.ts'
import { ErrorState } from '../../ui/states.tsx'
import { deckEditor, startDeck, type Editing } from './deck-editor.ts'
import { useRemoved } from './removed-deck.ts'
import classes from './decks.module.css'

/** Two versions of one deck: nothing is lost whichever is chosen, theirs is in the journal and mine one undo away. */
export function ConflictNote({ name, editing }: { name: string; editing: Editing | null }) {
  const { t } = useTranslation('decks')
  const { t: common } = useTranslation('reports')
  if (editing?.saving.is !== 'conflict') return null
  const gone = editing.saving.theirs === null
  const copy = () => {
    copyMine(deckEditor, name, (draft) => ({ ...draft, title: common('copyOf', { title: draft.title }) }))
    navigate('decks', newKey)
  }
  return (
    <div className={classes.conflict} role="alert">
      <IconGitFork size={18} stroke={1.5} aria-hidden />
      <div>
        <b>{gone ? t('conflictGone') : t('conflictTitle')}</b> {!gone && common('conflictText')}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => keepMine(deckEditor, name)}>
        {common('keepMine')}
      </Button>
      {!gone && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => takeTheirs(deckEditor, name)}>
            {common('takeTheirs')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={copy}>
            {common('copyMine')}
          </Button>
        </>
      )}
    </div>
  )
}

/** A deck that was deleted can be brought back under its name. */
export function RemovedNote() {
  const { t } = useTranslation('reports')
  const api = useApi()
  const { removed, failed } = useRemoved()
  const bringBack = async () => {
    if (removed === null) return
    if (removed.name === null) startDeck(removed.deck)
    else {
      await api.documents.save({ kind: 'deck', name: removed.name, body: removed.deck })
      navigate('decks', removed.name)
    }
    useRemoved.setState({ removed: null, failed: null })
  }
  if (failed !== null) return <ErrorState compact error={failed} onRetry={() => useRemoved.setState({ failed: null })} />
  if (removed === null) return null
  return (
    <div className={classes.removed} role="status">
      {t('removed', { title: removed.deck.title })}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => bringBack().catch((error: unknown) => useRemoved.setState({ failed: error }))}
      >
        {t('bringBack')}
      </Button>
    </div>
  )
}
