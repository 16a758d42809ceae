import { Button, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../i18n/i18n.ts'
import { failureOf } from '../ui/failure.ts'
import type { DocumentEditor, Editing } from './document-editor.ts'
import { isDirty } from './save-document.ts'
import { StepButton } from './StepButton.tsx'
import classes from './editing.module.css'

interface StepsProps<Body, Label> {
  readonly editor: DocumentEditor<Body, Label>
  readonly editorKey: string
  readonly editing: Editing<Body, Label>
  readonly stepText: (label: Label) => string
  /** Why it can't be saved yet. */
  readonly waits?: string | null
  readonly onSave: () => void
  /** Speaks to people who don't see the change. */
  readonly onSaid: (text: string) => void
}

/** Saved or not, undo and redo with the step they take back. */
export function EditSteps<Body, Label>({ editor, editorKey, editing, stepText, waits = null, onSave, onSaid }: StepsProps<Body, Label>) {
  const { t } = useTranslation('reports')
  const last = editing.history.past.at(-1)
  const next = editing.history.future.at(-1)
  return (
    <>
      <SavedState editor={editor} editing={editing} waits={waits} onSave={onSave} />
      <StepButton
        label={last ? t('undoStep', { step: stepText(last.label) }) : t('nothingToUndo')}
        keys="mod+z"
        isOff={last === undefined}
        onStep={() => {
          editor.undo(editorKey)
          if (last) onSaid(t('saidUndone', { step: stepText(last.label) }))
        }}
      >
        <IconArrowBackUp size={17} stroke={1.5} />
      </StepButton>
      <StepButton
        label={next ? t('redoStep', { step: stepText(next.label) }) : t('nothingToRedo')}
        keys="mod+shift+z"
        isOff={next === undefined}
        onStep={() => {
          editor.redo(editorKey)
          if (next) onSaid(t('saidRedone', { step: stepText(next.label) }))
        }}
      >
        <IconArrowForwardUp size={17} stroke={1.5} />
      </StepButton>
    </>
  )
}

type SavedProps<Body, Label> = Pick<StepsProps<Body, Label>, 'editor' | 'editing' | 'onSave'> & { readonly waits: string | null }

function SavedState<Body, Label>({ editor, editing, waits, onSave }: SavedProps<Body, Label>) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { saving } = editing
  if (saving.is === 'failed')
    return (
      <span className={classes.savedState} data-bad role="alert">
        <Tooltip label={`${local(failureOf(saving.error).text)} ${t('saveFailedText')}`}>
          <span>
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden /> {t('saveFailed')}
          </span>
        </Tooltip>
        <Button size="compact-xs" variant="default" onClick={onSave}>
          {t('saveAgain')}
        </Button>
      </span>
    )
  if (saving.is === 'conflict')
    return (
      <span className={classes.savedState} data-bad>
        {t('saveFailed')}
      </span>
    )
  const isSaved = waits === null && saving.is === 'rest' && !isDirty(editor, editing)
  return (
    <span className={classes.savedState} data-saved={isSaved || undefined}>
      {isSaved && <IconCheck size={14} stroke={1.5} aria-hidden />}
      {waits ?? (isSaved ? t('saved') : t('saving'))}
    </span>
  )
}
