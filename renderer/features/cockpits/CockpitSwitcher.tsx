import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../../src/contract/text.ts'
import { openTrash } from '../../editing/TrashDialog.tsx'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { startCockpit } from './cockpit-editor.ts'
import { freshCockpit } from './cockpit-moves.ts'
import classes from './cockpits.module.css'

export interface ListedCockpit {
  readonly name: string
  readonly title: LocalText
  readonly shipped: boolean
}

/** The title of the open cockpit, which opens the list of all. */
export function CockpitSwitcher({ name, title, all }: { name: string; title: string; all: readonly ListedCockpit[] }) {
  const { t } = useTranslation('cockpits')
  const { t: editing } = useTranslation('editing')
  const local = useLocal()
  const group = (label: string, cockpits: readonly ListedCockpit[]) =>
    cockpits.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {cockpits.map((one) => (
          <Menu.Item
            key={one.name}
            component="a"
            href={hashOf('cockpits', one.name)}
            aria-current={one.name === name ? 'page' : undefined}
            rightSection={one.name === name ? <IconCheck size={14} stroke={1.5} aria-hidden /> : null}
          >
            {local(one.title)}
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
      <Menu.Dropdown>
        {group(
          t('own'),
          all.filter(({ shipped }) => !shipped),
        )}
        {group(
          t('shipped'),
          all.filter(({ shipped }) => shipped),
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} stroke={1.5} />} onClick={() => startCockpit(freshCockpit)}>
          {t('newCockpit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} stroke={1.5} />} onClick={openTrash}>
          {editing('trash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
