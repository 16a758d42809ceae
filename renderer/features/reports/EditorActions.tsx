import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconHistory, IconPresentation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ExportButton } from '../../report/ExportButton.tsx'
import { pdfChoice, pictureChoice, tableChoice } from '../../report/file-choices.ts'
import { FileMenu } from '../../report/FileMenu.tsx'
import { EditSteps } from '../../editing/EditSteps.tsx'
import { useEditing } from './editor-context.ts'
import { reportEditor, type Editing } from './report-editor.ts'
import { isAskable } from './report-moves.ts'
import { useStepText } from './step-text.ts'
import { offerToDeck } from '../../editing/for-deck.ts'

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
  return (
    <>
      <EditSteps
        editor={reportEditor}
        editorKey={reportKey}
        editing={editing}
        stepText={stepText}
        waits={isAskable(editing.history.now.spec) ? null : t('waitsForValue')}
        onSave={onSave}
        onSaid={say}
      />
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
    tableChoice(t('fileCsv'), 'csv', title, { is: 'report', spec }),
    tableChoice(t('fileParquet'), 'parquet', title, { is: 'report', spec }),
    tableChoice(t('fileArrow'), 'arrow', title, { is: 'report', spec }),
  ]
  return <FileMenu label={t('takeAway')} choices={choices} />
}
