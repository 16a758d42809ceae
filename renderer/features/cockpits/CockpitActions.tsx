import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconCopy,
  IconDots,
  IconHistory,
  IconLayoutGridAdd,
  IconNote,
  IconPencil,
  IconPresentation,
  IconTrash,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { useApi } from '../../data/session.tsx'
import { isDirty } from '../../editing/save-document.ts'
import { useAutosave } from '../../editing/use-autosave.ts'
import { navigate } from '../../frame/router.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { pdfChoice } from '../../report/file-choices.ts'
import { FileMenu } from '../../report/FileMenu.tsx'
import { failureOf } from '../../ui/failure.ts'
import { cockpitEditor, startCockpit, type Editing } from './cockpit-editor.ts'
import { CockpitWorkbook } from './CockpitWorkbook.tsx'
import { useDesk } from './desk.ts'
import { useRemoved } from './removed-cockpit.ts'
import { useStepText } from './step-text.ts'
import classes from './cockpits.module.css'
import { StepButton } from '../../editing/StepButton.tsx'

interface ActionsProps {
  readonly name: string
  readonly cockpit: CockpitDocument
  readonly editing: Editing | null
  /** Names of shipped cockpits: one's own can't be called so. */
  readonly reserved: readonly string[]
  readonly isEditing: boolean
  readonly onEditing: (isEditing: boolean) => void
  readonly onAdd: () => void
  readonly onPresent: () => void
  readonly onHistory: () => void
  readonly onNotes: () => void
}

/** What can be done with the whole cockpit: made one's own, changed step by step, shown on the whole screen. */
export function CockpitActions({
  name,
  cockpit,
  editing,
  reserved,
  isEditing,
  onEditing,
  onAdd,
  onPresent,
  onHistory,
  onNotes,
}: ActionsProps) {
  const { t } = useTranslation('cockpits')
  const { t: common } = useTranslation('reports')
  const local = useLocal()
  const copied = () => {
    const title = { zh: common('copyOf', { title: local(cockpit.title) }), en: common('copyOf', { title: local(cockpit.title) }) }
    startCockpit({ ...cockpit, title })
  }
  return (
    <>
      {editing && <Steps name={name} editing={editing} reserved={reserved} />}
      {isEditing && (
        <Button size="xs" leftSection={<IconLayoutGridAdd size={15} stroke={1.5} />} onClick={onAdd}>
          {t('addTile')}
        </Button>
      )}
      {editing ? (
        <Button
          size="xs"
          variant="default"
          leftSection={isEditing ? <IconCheck size={15} stroke={1.5} /> : <IconPencil size={15} stroke={1.5} />}
          onClick={() => onEditing(!isEditing)}
        >
          {isEditing ? t('done') : t('edit')}
        </Button>
      ) : (
        <Button size="xs" variant="default" leftSection={<IconCopy size={15} stroke={1.5} />} onClick={copied}>
          {t('makeMine')}
        </Button>
      )}
      <CockpitWorkbook cockpit={cockpit} />
      {(editing === null || editing.name !== null) && <TakeAway name={editing?.name ?? name} title={local(cockpit.title)} />}
      <Tooltip label={t('present')}>
        <ActionIcon aria-label={t('present')} onClick={onPresent}>
          <IconPresentation size={17} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {editing && <MoreMenu name={name} cockpit={cockpit} editing={editing} onCopy={copied} onHistory={onHistory} onNotes={onNotes} />}
    </>
  )
}

function TakeAway({ name, title }: { name: string; title: string }) {
  const { t } = useTranslation('report')
  return <FileMenu label={t('takeAwayPdf')} choices={[pdfChoice(t('filePdf'), title, [{ kind: 'cockpit', name }])]} />
}

/** Saved or not, undo and redo with the step they take back. It saves by itself. */
function Steps({ name, editing, reserved }: { name: string; editing: Editing; reserved: readonly string[] }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const desk = useDesk()
  const stepText = useStepText()
  const key = reserved.join(' ')
  const saved = useMemo(
    () => ({
      bodyOf: (draft: CockpitDocument) => draft,
      titleOf: (body: CockpitDocument) => body.title[language],
      taken: key.split(' '),
    }),
    [language, key],
  )
  const save = useAutosave(name, editing, { editor: cockpitEditor, page: 'cockpits', saved, isWhole: true, firstPause: 600 })
  const last = editing.history.past.at(-1)
  const next = editing.history.future.at(-1)
  return (
    <>
      <SavedState editing={editing} onSave={save} />
      <StepButton
        label={last ? t('undoStep', { step: stepText(last.label) }) : t('nothingToUndo')}
        keys="mod+z"
        isOff={last === undefined}
        onStep={() => {
          cockpitEditor.undo(name)
          if (last) desk.say(t('saidUndone', { step: stepText(last.label) }))
        }}
      >
        <IconArrowBackUp size={17} stroke={1.5} />
      </StepButton>
      <StepButton
        label={next ? t('redoStep', { step: stepText(next.label) }) : t('nothingToRedo')}
        keys="mod+shift+z"
        isOff={next === undefined}
        onStep={() => {
          cockpitEditor.redo(name)
          if (next) desk.say(t('saidRedone', { step: stepText(next.label) }))
        }}
      >
        <IconArrowForwardUp size={17} stroke={1.5} />
      </StepButton>
    </>
  )
}

function SavedState({ editing, onSave }: { editing: Editing; onSave: () => void }) {
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
  const isSaved = saving.is === 'rest' && !isDirty(cockpitEditor, editing)
  return (
    <span className={classes.savedState} data-saved={isSaved || undefined}>
      {isSaved && <IconCheck size={14} stroke={1.5} aria-hidden />}
      {isSaved ? t('saved') : t('saving')}
    </span>
  )
}

interface MoreProps {
  readonly name: string
  readonly cockpit: CockpitDocument
  readonly editing: Editing
  readonly onCopy: () => void
  readonly onHistory: () => void
  readonly onNotes: () => void
}

function MoreMenu({ name, cockpit, editing, onCopy, onHistory, onNotes }: MoreProps) {
  const { t } = useTranslation('cockpits')
  const { t: common } = useTranslation('editing')
  const api = useApi()
  const remove = async () => {
    const { name: saved } = editing
    const version = saved === null ? 0 : (await api.documents.read({ kind: 'cockpit', name: saved })).version
    if (saved !== null) await api.documents.remove({ kind: 'cockpit', name: saved })
    useRemoved.setState({ removed: { name: saved, version, cockpit }, failed: null })
    cockpitEditor.useEditors.getState().forget(name)
    navigate('cockpits')
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={17} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={15} stroke={1.5} />} onClick={onCopy}>
          {t('copyCockpit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={15} stroke={1.5} />} onClick={onHistory}>
          {common('history')}
        </Menu.Item>
        <Menu.Item leftSection={<IconNote size={15} stroke={1.5} />} onClick={onNotes}>
          {t('notes')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={15} stroke={1.5} />}
          onClick={() => remove().catch((failed: unknown) => useRemoved.setState({ removed: null, failed }))}
        >
          {t('removeCockpit')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
