import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useEditing } from './editor-context.ts'
import { setAsKnownOn, setAsOf } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import classes from './reports.module.css'

/** How things stood on a day, and by what had been imported until a day. */
export function AsOfChooser() {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { spec } = useEditing()
  const [opened, setOpened] = useState(false)
  const parts = [
    ...(spec.asOf === undefined ? [] : [t('asOfIs', { day: format.day(spec.asOf) })]),
    ...(spec.asKnownOn === undefined ? [] : [t('asKnownOnIs', { day: format.day(spec.asKnownOn) })]),
  ]
  const label = parts.length === 0 ? t('asOfNow') : parts.join(' · ')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button {...settingLook({ label, on: parts.length > 0 })} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.asOf ?? ''} aria-label={t('asOf')}>
        <DayChoice
          title={t('asOf')}
          text={t('asOfText')}
          day={spec.asOf}
          change={(day, move) => move((now) => setAsOf(now, day), { key: 'didAsOf' })}
        />
        <DayChoice
          title={t('asKnownOn')}
          text={t('asKnownOnText')}
          day={spec.asKnownOn}
          change={(day, move) => move((now) => setAsKnownOn(now, day), { key: 'didAsOf' })}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface DayChoiceProps {
  readonly title: string
  readonly text: string
  readonly day: string | undefined
  readonly change: (day: string | null, move: ReturnType<typeof useEditing>['move']) => void
}

function DayChoice({ title, text, day, change }: DayChoiceProps) {
  const { t } = useTranslation('reports')
  const { move } = useEditing()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const shown = day ?? clock
  const heading = useId()
  return (
    <section className={classes.asOfDay} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <p>{text}</p>
      <DatePicker
        size="xs"
        value={day ?? null}
        onChange={(chosen) => change(chosen, move)}
        {...(shown === undefined ? {} : { defaultDate: shown })}
        {...look}
      />
      <Button variant="default" size="compact-sm" disabled={day === undefined} onClick={() => change(null, move)}>
        {t('asOfNow')}
      </Button>
    </section>
  )
}
