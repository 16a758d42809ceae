import { Button } from '@mantine/core'
import { IconGitFork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { newKey } from '../../editing/document-editor.ts'
import { copyMine, keepMine, takeTheirs } from '../../editing/save-document.ts'
import { navigate } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/states.tsx'
import { cockpitEditor, startCockpit, type Editing } from './cockpit-editor.ts'
import { sameText } from './cockpit-moves.ts'
import { useRemoved } from './removed-cockpit.ts'
import classes from './cockpits.module.css'

/** Two versions of one cockpit: nothing is lost whichever is chosen, theirs is in the journal and mine one undo away. */
export function ConflictNote({ name, editing }: { name: string; editing: Editing | null }) {
  const { t } = useTranslation('cockpits')
  const { t: common } = useTranslation('reports')
  const local = useLocal()
  if (editing?.saving.is !== 'conflict') return null
  const gone = editing.saving.theirs === null
  const copy = () => {
    copyMine(cockpitEditor, name, (draft) => ({ ...draft, title: sameText(common('copyOf', { title: local(draft.title) })) }))
    navigate('cockpits', newKey)
  }
  return (
    <div className={classes.conflict} role="alert">
      <IconGitFork size={18} stroke={1.5} aria-hidden />
      <div>
        <b>{gone ? t('conflictGone') : t('conflictTitle')}</b> {!gone && common('conflictText')}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => keepMine(cockpitEditor, name)}>
        {common('keepMine')}
      </Button>
      {!gone && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => takeTheirs(cockpitEditor, name)}>
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

/** A cockpit that was deleted can be brought back under its name. */
export function RemovedNote() {
  const { t } = useTranslation('reports')
  const api = useApi()
  const local = useLocal()
  const { removed, failed } = useRemoved()
  const bringBack = async () => {
    if (removed === null) return
    if (removed.name === null) startCockpit(removed.cockpit)
    else {
      const { name } = await api.documents.bringBack({ kind: 'cockpit', name: removed.name, version: removed.version })
      navigate('cockpits', name)
    }
    useRemoved.setState({ removed: null, failed: null })
  }
  if (failed !== null) return <ErrorState compact error={failed} onRetry={() => useRemoved.setState({ failed: null })} />
  if (removed === null) return null
  return (
    <div className={classes.removed} role="status">
      {t('removed', { title: local(removed.cockpit.title) })}
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
