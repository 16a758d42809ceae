import { ActionIcon } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { addTab, removeTab, titleTab } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import classes from './cockpits.module.css'

interface TabProps {
  readonly cockpit: CockpitDocument
  readonly tab: string | null
  readonly onTab: (tab: string) => void
}

/** The pages of a cockpit. A cockpit without tabs shows none, unless it is being edited. */
export function TabBar({ cockpit, tab, onTab }: TabProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { isEditing, move } = useDesk()
  if (cockpit.tabs.length === 0 && !isEditing) return null
  const nameOf = (number: number) => ({ zh: `第 ${number} 页`, en: `Page ${number}` })
  return (
    <div className={classes.tabBar} role="tablist" aria-label={t('tabs')}>
      {cockpit.tabs.map((one) => (
        <div key={one.id} className={classes.tab} data-on={one.id === tab || undefined}>
          {isEditing && one.id === tab ? (
            <input
              className={classes.tabTitle}
              data-undo="cockpit"
              aria-label={t('tabTitle')}
              value={local(one.title)}
              maxLength={60}
              size={Math.max(4, local(one.title).length + 2)}
              onChange={(event) => move(titleTab(one.id, event.currentTarget.value), { key: 'didTab', name: one.title }, `tab-${one.id}`)}
            />
          ) : (
            <button type="button" role="tab" aria-selected={one.id === tab} onClick={() => onTab(one.id)}>
              {local(one.title)}
            </button>
          )}
          {isEditing && one.id === tab && (
            <ActionIcon
              size="xs"
              aria-label={t('removeTab', { title: local(one.title) })}
              onClick={() => move(removeTab(one.id), { key: 'didRemove', name: one.title })}
            >
              <IconX size={13} stroke={1.5} />
            </ActionIcon>
          )}
        </div>
      ))}
      {isEditing && (
        <button
          type="button"
          className={classes.addTab}
          onClick={() => move(addTab(nameOf(Math.max(2, cockpit.tabs.length + 1)), nameOf(1)), { key: 'didTab' })}
        >
          <IconPlus size={14} stroke={1.5} aria-hidden />
          {t('addTab')}
        </button>
      )}
    </div>
  )
}
