import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../src/contract/text.ts'
import { hashOf } from '../frame/router.ts'
import { useLocal } from '../i18n/i18n.ts'
import { openTrash } from './TrashDialog.tsx'
import classes from './editing.module.css'

export interface ListedDocument {
  readonly name: string
  readonly title: LocalText
  readonly shipped: boolean
}

interface SwitcherProps {
  /** The room whose address holds the document's name. */
  readonly page: string
  readonly name: string
  readonly title: string
  readonly all: readonly ListedDocument[]
  readonly words: {
    readonly switch: string
    readonly own: string
    readonly shipped: string
    readonly fresh: string
    readonly untitled: string
  }
  readonly onFresh: () => void
}

/** The title of the open document, which opens the list of all. */
export function DocumentSwitcher({ page, name, title, all, words, onFresh }: SwitcherProps) {
  const { t } = useTranslation('editing')
  const local = useLocal()
  const group = (label: string, documents: readonly ListedDocument[]) =>
    documents.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {documents.map((one) => (
          <Menu.Item
            key={one.name}
            component="a"
            href={hashOf(page, one.name)}
            aria-current={one.name === name ? 'page' : undefined}
            rightSection={one.name === name ? <IconCheck size={14} stroke={1.5} aria-hidden /> : null}
          >
            {local(one.title) || words.untitled}
          </Menu.Item>
        ))}
      </>
    )
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" className={classes.switcher} aria-label={words.switch}>
          <span className="clip">{title}</span>
          <IconChevronDown size={15} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.switcherMenu ?? ''}>
        {group(
          words.own,
          all.filter(({ shipped }) => !shipped),
        )}
        {group(
          words.shipped,
          all.filter(({ shipped }) => shipped),
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} stroke={1.5} />} onClick={onFresh}>
          {words.fresh}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} stroke={1.5} />} onClick={openTrash}>
          {t('trash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
