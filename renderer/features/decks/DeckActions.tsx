import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument } from '../../../src/contract/decks.ts'
import { useApi } from '../../data/session.tsx'
import { EditSteps } from '../../editing/EditSteps.tsx'
import { removeDocument, useRemoved } from '../../editing/removed-document.ts'
import { useAutosave } from '../../editing/use-autosave.ts'
import { navigate } from '../../frame/router.ts'
import { deckEditor, startDeck, type Editing, type StepLabel } from './deck-editor.ts'

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

/** It saves by itself. */
function Steps({ name, editing, reserved, onSaid }: StepsProps) {
  const { t: own } = useTranslation('decks')
  const stepText = ({ key, name: about }: StepLabel): string => own(key, { name: about ?? '' })
  const key = reserved.join(' ')
  const untitled = own('untitled')
  const saved = useMemo(
    () => ({ bodyOf: (draft: DeckDocument) => draft, titleOf: (body: DeckDocument) => body.title || untitled, taken: key.split(' ') }),
    [key, untitled],
  )
  const save = useAutosave(name, editing, { editor: deckEditor, page: 'decks', saved, isWhole: true, firstPause: 600 })
  return <EditSteps editor={deckEditor} editorKey={name} editing={editing} stepText={stepText} onSave={save} onSaid={onSaid} />
}

function MoreMenu({ name, deck, editing, onCopy }: { name: string; deck: DeckDocument; editing: Editing; onCopy: () => void }) {
  const { t } = useTranslation('decks')
  const api = useApi()
  const remove = async () => {
    const title = deck.title || t('untitled')
    await removeDocument(api, { kind: 'deck', name: editing.name, title, startAgain: () => startDeck(deck) })
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
