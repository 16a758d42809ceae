import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCheck, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument } from '../../../src/contract/decks.ts'
import { useApi } from '../../data/session.tsx'
import { isDirty } from '../../editing/save-document.ts'
import { StepButton } from '../../editing/StepButton.tsx'
import { useAutosave } from '../../editing/use-autosave.ts'
import { navigate } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { failureOf } from '../../ui/failure.ts'
import { deckEditor, startDeck, type Editing, type StepLabel } from './deck-editor.ts'
import { useRemoved } from './removed-deck.ts'
import classes from './decks.module.css'

interface ActionsProps {
  readonly name: string
  readonly deck: DeckDocument
  readonly editing: Editing | null
  /** Names of shipped decks: one's own can't be called so. */
  readonly reserved: readonly string[]
  readonly onSaid: (text: string) => void
}

/** What can be done with the whole deck: made one's own, changed step by step, copied, deleted. */
export function DeckActions({ name, deck, editing, reserved, onSaid }: ActionsProps) {
  const { t } = useTranslation('decks')
  const { t: common } = useTranslation('reports')
  const copied = () => startDeck({ ...deck, title: common('copyOf', { title: deck.title || t('untitled') }) })
  if (editing === null)
    return (
      <Button size="xs" variant="default" leftSection={<IconCopy size={15} stroke={1.5} />} onClick={copied}>
        {t('makeMine')}
      </Button>
    )
  return (
    <>
      <Steps name={name} editing={editing} reserved={reserved} onSaid={onSaid} />
      <MoreMenu name={name} deck={deck} editing={editing} onCopy={copied} />
    </>
  )
}

type StepsProps = Pick<ActionsProps, 'name' | 'reserved' | 'onSaid'> & { readonly editing: Editing }

/** Saved or not, undo and redo with the step they take back. It saves by itself. */
function Steps({ name, editing, reserved, onSaid }: StepsProps) {
  const { t } = useTranslation('reports')
  const { t: own } = useTranslation('decks')
  const stepText = ({ key, name: about }: StepLabel): string => own(key, { name: about ?? '' })
  const key = reserved.join(' ')
  const untitled = own('untitled')
  const saved = useMemo(
    () => ({ bodyOf: (draft: DeckDocument) => draft, titleOf: (body: DeckDocument) => body.title || untitled, taken: key.split(' ') }),
    [key, untitled],
  )
  const save = useAutosave(name, editing, { editor: deckEditor, page: 'decks', saved, isWhole: true, firstPause: 600 })
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
          deckEditor.undo(name)
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
          deckEditor.redo(name)
          if (next) onSaid(t('saidRedone', { step: stepText(next.label) }))
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
  const isSaved = saving.is === 'rest' && !isDirty(deckEditor, editing)
  return (
    <span className={classes.savedState} data-bad={saving.is === 'conflict' || undefined} data-saved={isSaved || undefined}>
      {isSaved && <IconCheck size={14} stroke={1.5} aria-hidden />}
      {saving.is === 'conflict' ? t('saveFailed') : isSaved ? t('saved') : t('saving')}
    </span>
  )
}

function MoreMenu({ name, deck, editing, onCopy }: { name: string; deck: DeckDocument; editing: Editing; onCopy: () => void }) {
  const { t } = useTranslation('decks')
  const api = useApi()
  const remove = async () => {
    if (editing.name !== null) await api.documents.remove({ kind: 'deck', name: editing.name })
    useRemoved.setState({ removed: { name: editing.name, deck }, failed: null })
    deckEditor.useEditors.getState().forget(name)
    navigate('decks')
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
          {t('copyDeck')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={15} stroke={1.5} />}
          onClick={() => remove().catch((failed: unknown) => useRemoved.setState({ removed: null, failed }))}
        >
          {t('removeDeck')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
