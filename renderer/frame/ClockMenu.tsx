import { Button, Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer, useWorkspace } from '../data/queries.ts'
import { useApi } from '../data/session.tsx'
import { useCalendarLook } from '../i18n/calendar-look.ts'
import { useFormat } from '../i18n/use-format.ts'
import { ErrorState } from '../ui/states.tsx'
import classes from './frame.module.css'

/** The workspace clock: which day counts as today. */
export function ClockMenu() {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const workspace = useWorkspace().data
  const [open, setOpen] = useState(false)
  if (!workspace) return null
  return (
    <Popover position="bottom-end" opened={open} onChange={setOpen}>
      <Popover.Target>
        <Tooltip label={workspace.clockIsToday ? t('asOfToday') : t('asOfData')} disabled={open}>
          <UnstyledButton className={classes.clock} data-past={!workspace.clockIsToday || undefined} onClick={() => setOpen(!open)}>
            {t('asOf', { day: format.day(workspace.clock) })}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <ClockChoice day={workspace.clock} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function ClockChoice({ day, onDone }: { day: string; onDone: () => void }) {
  const { t } = useTranslation('frame')
  const api = useApi()
  const queries = useQueryClient()
  const look = useCalendarLook()
  const settings = useAnswer('documents', ['workspace.settings'], (client, options) => client.workspace.settings({}, options))
  const save = useMutation({
    mutationFn: (clock: string | null) => api.workspace.saveSettings({ clock }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <div className={classes.clockChoice}>
      <div>{t('clockTitle')}</div>
      <DatePicker
        value={save.isPending ? save.variables : day}
        defaultDate={day}
        onChange={(chosen) => chosen !== null && save.mutate(chosen)}
        {...look}
        size="sm"
      />
      <Button variant="default" disabled={save.isPending || (settings.data?.clock ?? null) === null} onClick={() => save.mutate(null)}>
        {t('clockAutomatic')}
      </Button>
      <div role="status">{save.isPending && t('saving')}</div>
      {save.isError && <ErrorState error={save.error} compact />}
    </div>
  )
}
