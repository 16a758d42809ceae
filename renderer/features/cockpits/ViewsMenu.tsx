import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { IconBookmark, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CockpitStand } from '../../../src/contract/documents.ts'
import classes from './tiles.module.css'

export interface ViewsProps {
  readonly views: readonly CockpitStand[]
  readonly onTake: (view: CockpitStand) => void
  readonly onKeep: (title: string) => void
  readonly onRemove: (view: CockpitStand) => void
}

/** Filters, period, day and page under a name, to be taken up again in one go. */
export function ViewsMenu({ views, onTake, onKeep, onRemove }: ViewsProps) {
  const { t } = useTranslation('cockpits')
  const [opened, setOpened] = useState(false)
  const [title, setTitle] = useState('')
  const keep = () => {
    if (title.trim() === '') return
    onKeep(title)
    setTitle('')
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconBookmark size={14} stroke={1.5} />} onClick={() => setOpened(!opened)}>
          {t('views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('views')}>
        {views.length === 0 && <p className={classes.hint}>{t('noViews')}</p>}
        <ul className={classes.list}>
          {views.map((view) => (
            <li key={view.id}>
              <Button
                size="compact-sm"
                variant="subtle"
                justify="start"
                onClick={() => {
                  onTake(view)
                  setOpened(false)
                }}
              >
                <span className="clip">{view.title}</span>
              </Button>
              <ActionIcon aria-label={t('removeView', { title: view.title })} onClick={() => onRemove(view)}>
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <TextInput
          size="xs"
          mt={8}
          label={t('keepView')}
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep()}
          rightSection={null}
        />
        <Button size="compact-sm" mt={8} disabled={title.trim() === ''} onClick={keep}>
          {t('keep')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
