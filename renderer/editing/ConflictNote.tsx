import { Button } from '@mantine/core'
import { IconGitFork } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { navigate } from '../frame/router.ts'
import { newKey, type DocumentEditor, type Editing } from './document-editor.ts'
import { copyMine, keepMine, takeTheirs } from './save-document.ts'
import classes from './editing.module.css'

interface ConflictProps<Body, Label> {
  readonly editor: DocumentEditor<Body, Label>
  readonly editorKey: string
  readonly editing: Editing<Body, Label> | null
  /** The room whose address holds the document's name. */
  readonly page: string
  readonly changed: string
  readonly gone: string
  /** A copy says in its title that it is one. */
  readonly copyOf: (draft: Body) => Body
}

/** Two versions of one document: nothing is lost whichever is chosen, theirs is in the journal and mine one undo away. */
export function ConflictNote<Body, Label>({ editor, editorKey, editing, page, changed, gone, copyOf }: ConflictProps<Body, Label>) {
  const { t } = useTranslation('reports')
  if (editing?.saving.is !== 'conflict') return null
  const isGone = editing.saving.theirs === null
  return (
    <div className={classes.conflict} role="alert">
      <IconGitFork size={18} stroke={1.5} aria-hidden />
      <div>
        <b>{isGone ? gone : changed}</b> {!isGone && t('conflictText')}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => keepMine(editor, editorKey)}>
        {t('keepMine')}
      </Button>
      {!isGone && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => takeTheirs(editor, editorKey)}>
            {t('takeTheirs')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              copyMine(editor, editorKey, copyOf)
              navigate(page, newKey)
            }}
          >
            {t('copyMine')}
          </Button>
        </>
      )}
    </div>
  )
}
