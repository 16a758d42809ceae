import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
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
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { useApi } from '../../data/session.tsx'
import { EditSteps } from '../../editing/EditSteps.tsx'
import { removeDocument, useRemoved } from '../../editing/removed-document.ts'
import { useAutosave } from '../../editing/use-autosave.ts'
import { navigate } from '../../frame/router.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { deckChoice, pdfChoice } from '../../report/file-choices.ts'
import { FileMenu } from '../../report/FileMenu.tsx'
import { cockpitEditor, startCockpit, type Editing } from './cockpit-editor.ts'
import { CockpitWorkbook } from './CockpitWorkbook.tsx'
import { useDesk } from './desk.ts'
import { useStepText } from './step-text.ts'
import { studyParamsOf } from './study-scope.ts'
import { scopedSpec, scopeOfTile } from './tile-spec.ts'

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
      {(editing === null || editing.name !== null) && <TakeAway name={editing?.name ?? name} cockpit={cockpit} />}
      <Tooltip label={t('present')}>
        <ActionIcon aria-label={t('present')} onClick={onPresent}>
          <IconPresentation size={17} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {editing && <MoreMenu name={name} cockpit={cockpit} editing={editing} onCopy={copied} onHistory={onHistory} onNotes={onNotes} />}
    </>
  )
}

/** The whole cockpit as it stands here, with the filters and days chosen above and what was clicked. */
function TakeAway({ name, cockpit }: { name: string; cockpit: CockpitDocument }) {
  const { t } = useTranslation('report')
  const local = useLocal()
  const { scope, catalog } = useDesk()
  const title = local(cockpit.title)
  const questions = Object.fromEntries(
    cockpit.tiles.flatMap((tile): [string, { spec?: ReportSpec; params?: Record<string, unknown> }][] => {
      const own = scopeOfTile(tile, scope, catalog)
      if (tile.kind === 'study') return [[tile.id, { params: { ...studyParamsOf(tile, own) } }]]
      return 'spec' in tile ? [[tile.id, { spec: scopedSpec(tile.spec, own) }]] : []
    }),
  )
  const item = { kind: 'cockpit', name, questions } as const
  const choices = [pdfChoice(t('filePdf'), title, [item]), deckChoice(t('fileDeck'), title, [item])]
  return <FileMenu label={t('takeAwayPdf')} choices={choices} />
}

/** It saves by itself. */
function Steps({ name, editing, reserved }: { name: string; editing: Editing; reserved: readonly string[] }) {
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
  return (
    <EditSteps
      editor={cockpitEditor}
      editorKey={name}
      editing={editing}
      stepText={stepText}
      onSave={save}
      onSaid={(text) => desk.say(text)}
    />
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
  const local = useLocal()
  const remove = async () => {
    await removeDocument(api, {
      kind: 'cockpit',
      name: editing.name,
      title: local(cockpit.title),
      startAgain: () => startCockpit(cockpit),
    })
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
