import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../../src/contract/text.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { freshDeck, startDeck } from './deck-editor.ts'
import classes from './decks.module.css'

export interface ListedDeck {
  readonly name: string
  readonly title: LocalText
  readonly shipped: boolean
}

/** The title of the open deck, which opens the list of all. */
export function DeckSwitcher({ name, title, all }: { name: string; title: string; all: readonly ListedDeck[] }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const group = (label: string, decks: readonly ListedDeck[]) =>
    decks.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {decks.map((one) => (
          <Menu.Item
            key={one.name}
            component="a"
            href={hashOf('decks', one.name)}
            aria-current={one.name === name ? 'page' : undefined}
            rightSection={one.name === name ? <IconCheck size={14} stroke={1.5} aria-hidden /> : null}
          >
            {local(one.title) || t('untitled')}
          </Menu.Item>
        ))}
      </>
    )
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" className={classes.switcher} aria-label={t('switch', { title })}>
          <span className="clip">{title}</span>
          <IconChevronDown size={15} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {group(
          t('own'),
          all.filter(({ shipped }) => !shipped),
        )}
        {group(
          t('shipped'),
          all.filter(({ shipped }) => shipped),
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} stroke={1.5} />} onClick={() => startDeck(freshDeck)}>
          {t('newDeck')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
