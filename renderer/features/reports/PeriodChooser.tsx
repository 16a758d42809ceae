import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RelativePeriod, ReportSpec } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { periodChoices, relativePeriodOf } from '../../report/period-choice.ts'
import { periodLabel } from '../../report/period-label.ts'
import { useEditing } from './editor-context.ts'
import { RelativeDays } from './RelativeDays.tsx'
import { setPeriod } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import classes from './reports.module.css'

/** The days the report counts: all, a usual run of them before the workspace clock, or any two. */
export function PeriodChooser() {
  const { t } = useTranslation('reports')
  const { t: words } = useTranslation('report')
  const format = useFormat()
  const { spec, move } = useEditing()
  const [opened, setOpened] = useState(false)
  const take = (period: NonNullable<ReportSpec['period']> | null) => {
    move((now) => setPeriod(now, period), { key: 'didPeriod' })
    setOpened(false)
  }
  const label = periodLabel(spec.period, words, format) ?? t('anyPeriod')
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
        <PeriodDays
          period={spec.period}
          none={t('allTime')}
          onTake={take}
          onRelative={(period) => move((now) => setPeriod(now, period), { key: 'didPeriod' }, 'period')}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface DaysProps {
  readonly period: ReportSpec['period']
  /** What is meant where no period is given. */
  readonly none: string
  readonly onTake: (period: NonNullable<ReportSpec['period']> | null) => void
  /** Any number of units told from the clock; the choice stays open meanwhile. */
  readonly onRelative?: (period: RelativePeriod) => void
}

const usualDays: RelativePeriod = { relative: 'last', unit: 'month', n: 3 }

/** The usual runs of days beside a calendar for any two. */
export function PeriodDays({ period, none, onTake, onRelative }: DaysProps) {
  const { t } = useTranslation('reports')
  const { t: words } = useTranslation('report')
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const [half, setHalf] = useState<string | null>(null)
  const pick = ([from, to]: [string | null, string | null]) => {
    if (from !== null && to !== null) return onTake({ from, to })
    setHalf(from)
  }
  const days = period !== undefined && 'from' in period ? period : null
  const relative = period !== undefined && 'relative' in period ? period : null
  const shown: [string | null, string | null] = half === null ? [days?.from ?? null, days?.to ?? null] : [half, null]
  const start = days?.from ?? clock
  const preset = (label: string, value: NonNullable<ReportSpec['period']> | null) => (
    <Button key={label} variant="subtle" color="gray" size="compact-sm" justify="flex-start" onClick={() => onTake(value)}>
      {label}
    </Button>
  )
  return (
    <>
      <div className={classes.presets}>
        {preset(none, null)}
        {periodChoices.map((choice) => (choice === 'cockpit' ? null : preset(words(`period-${choice}`), relativePeriodOf(choice))))}
        {onRelative && (
          <>
            <p className={classes.hint}>{t('periodRelative')}</p>
            <RelativeDays period={relative ?? usualDays} onChange={onRelative} />
          </>
        )}
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
