import { Button } from '@mantine/core'
import { IconGitFork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../editing/document-editor.ts'
import { navigate } from '../../frame/router.ts'
import { useEditing } from './editor-context.ts'
import type { Editing } from './report-editor.ts'
import { copyMine, keepMine, takeTheirs } from './save-report.ts'
import classes from './reports.module.css'

/** Two versions of one report: nothing is lost whichever is chosen, theirs is in the journal and mine one undo away. */
export function ConflictBanner({ editing, title }: { editing: Editing; title: string }) {
  const { t } = useTranslation('reports')
  const { reportKey } = useEditing()
  if (editing.saving.is !== 'conflict') return null
  const gone = editing.saving.theirs === null
  return (
    <div className={classes.conflict} role="alert">
      <IconGitFork size={18} stroke={1.5} aria-hidden />
      <div>
        <b>{gone ? t('conflictGone') : t('conflictTitle')}</b> {!gone && t('conflictText')}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => keepMine(reportKey)}>
        {t('keepMine')}
      </Button>
      {!gone && (
        <Button size="compact-sm" variant="default" onClick={() => takeTheirs(reportKey)}>
          {t('takeTheirs')}
        </Button>
      )}
      {!gone && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            copyMine(reportKey, t('copyOf', { title }))
            navigate('reports', newKey)
          }}
        >
          {t('copyMine')}
        </Button>
      )}
    </div>
  )
}
