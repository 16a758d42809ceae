import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { periodChoices, relativePeriodOf } from '../../report/period-choice.ts'
import { useEditing } from './editor-context.ts'
import { periodLabel } from './period-label.ts'
import { setPeriod } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import classes from './reports.module.css'

/** The days the report counts: all, a usual run of them before the workspace clock, or any two. */
export function PeriodChooser() {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { spec } = useEditing()
  const [opened, setOpened] = useState(false)
  const label = periodLabel(spec.period, t, format)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          {...settingLook({ label, on: spec.period !== undefined })}
          aria-label={spec.period ? t('periodIs', { days: label }) : label}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.period ?? ''} aria-label={t('period')}>
        <Days onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Days({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('reports')
  const look = useCalendarLook()
  const { spec, move } = useEditing()
  const clock = useWorkspace().data?.clock
  const [half, setHalf] = useState<string | null>(null)
  const take = (period: NonNullable<ReportSpec['period']> | null) => {
    move((now) => setPeriod(now, period), { key: 'didPeriod' })
    onDone()
  }
  const pick = ([from, to]: [string | null, string | null]) => {
    if (from !== null && to !== null) return take({ from, to })
    setHalf(from)
  }
  const days = spec.period !== undefined && 'from' in spec.period ? spec.period : null
  const shown: [string | null, string | null] = half === null ? [days?.from ?? null, days?.to ?? null] : [half, null]
  const start = days?.from ?? clock
  return (
    <>
      <div className={classes.presets}>
        <Button variant="subtle" color="gray" size="compact-sm" justify="flex-start" onClick={() => take(null)}>
          {t('allTime')}
        </Button>
        {periodChoices.map((choice) => {
          if (choice === 'cockpit') return null
          return (
            <Button
              key={choice}
              variant="subtle"
              color="gray"
              size="compact-sm"
              justify="flex-start"
              onClick={() => take(relativePeriodOf(choice))}
            >
              {t(`period-${choice}`)}
            </Button>
          )
        })}
      </div>
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        value={shown}
        onChange={pick}
        {...(start === undefined ? {} : { defaultDate: start })}
        {...look}
      />
    </>
  )
}
