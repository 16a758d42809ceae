import { ActionIcon, Button, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCheck, IconHistory, IconPresentation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { ExportButton } from '../../report/ExportButton.tsx'
import { pdfChoice, pictureChoice } from '../../report/file-choices.ts'
import { FileMenu } from '../../report/FileMenu.tsx'
import { failureOf } from '../../ui/failure.ts'
import { useEditing } from './editor-context.ts'
import { redo, undo, type Editing } from './report-editor.ts'
import { isAskable } from './report-moves.ts'
import { useStepText } from './step-text.ts'
import { isDirty } from './use-saving.ts'
import classes from './reports.module.css'
import { offerToDeck } from '../../editing/for-deck.ts'
import { StepButton } from '../../editing/StepButton.tsx'

interface ActionsProps {
  readonly editing: Editing
  readonly title: string
  readonly onSave: () => void
  readonly onHistory: () => void
}

/** Saved or not, undo and redo with the step they take back, and the workbook. */
export function EditorActions({ editing, title, onSave, onHistory }: ActionsProps) {
  const { t } = useTranslation('reports')
  const { reportKey, spec, say } = useEditing()
  const { t: editingText } = useTranslation('editing')
  const stepText = useStepText()
  const last = editing.history.past.at(-1)
  const next = editing.history.future.at(-1)
  const undoLabel = last ? t('undoStep', { step: stepText(last.label) }) : t('nothingToUndo')
  const redoLabel = next ? t('redoStep', { step: stepText(next.label) }) : t('nothingToRedo')
  return (
    <>
      <SavedState editing={editing} onSave={onSave} />
      <StepButton
        label={undoLabel}
        keys="mod+z"
        isOff={last === undefined}
        onStep={() => {
          undo(reportKey)
          if (last) say(t('saidUndone', { step: stepText(last.label) }))
        }}
      >
        <IconArrowBackUp size={17} stroke={1.5} />
      </StepButton>
      <StepButton
        label={redoLabel}
        keys="mod+shift+z"
        isOff={next === undefined}
        onStep={() => {
          redo(reportKey)
          if (next) say(t('saidRedone', { step: stepText(next.label) }))
        }}
      >
        <IconArrowForwardUp size={17} stroke={1.5} />
      </StepButton>
      <Tooltip label={editingText('history')}>
        <ActionIcon aria-label={editingText('history')} onClick={onHistory}>
          <IconHistory size={17} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {isAskable(spec) && <ToDeck editing={editing} title={title} />}
      {isAskable(spec) && <TakeAway editing={editing} title={title} />}
      {isAskable(spec) && <ExportButton spec={spec} title={title} chart={editing.history.now.chart} look={editing.history.now.look} />}
    </>
  )
}

function ToDeck({ editing, title }: { editing: Editing; title: string }) {
  const { t } = useTranslation('decks')
  const { spec, chart } = editing.history.now
  return (
    <Tooltip label={t('addToDeck')}>
      <ActionIcon aria-label={t('addToDeck')} onClick={() => offerToDeck({ kind: 'report', title, chart, spec }, title)}>
        <IconPresentation size={17} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}

function TakeAway({ editing, title }: { editing: Editing; title: string }) {
  const { t } = useTranslation('report')
  const { spec, chart, look } = editing.history.now
  const scheme = useComputedColorScheme('light')
  const subject = { is: 'report', spec, chart, ...(look === undefined ? {} : { look }) } as const
  const picture = { subject, title, scheme }
  const choices = [
    pictureChoice(t('filePng'), 'png', picture),
    pictureChoice(t('fileSvg'), 'svg', picture),
    pdfChoice(t('filePdf'), title, [{ kind: 'report', title, chart, spec }]),
  ]
  return <FileMenu label={t('takeAway')} choices={choices} />
}

function SavedState({ editing, onSave }: { editing: Editing; onSave: () => void }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { saving, history } = editing
  if (saving.is === 'failed') {
    return (
      <span className={classes.failed} role="alert">
        <Tooltip label={`${local(failureOf(saving.error).text)} ${t('saveFailedText')}`}>
          <span className={classes.savedState} data-bad>
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
            {t('saveFailed')}
          </span>
        </Tooltip>
        <Button size="compact-xs" variant="default" onClick={onSave}>
          {t('saveAgain')}
        </Button>
      </span>
    )
  }
  if (saving.is === 'conflict')
    return (
      <span className={classes.savedState} data-bad>
        {t('saveFailed')}
      </span>
    )
  if (!isAskable(history.now.spec)) return <span className={classes.savedState}>{t('waitsForValue')}</span>
  if (saving.is === 'busy' || isDirty(editing)) return <span className={classes.savedState}>{t('saving')}</span>
  return (
    <span className={classes.savedState}>
      <IconCheck size={14} stroke={1.5} aria-hidden />
      {t('saved')}
    </span>
  )
}
