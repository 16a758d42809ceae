import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Period } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { periodChoices, periodOf } from '../../report/period-choice.ts'
import { useEditing } from './editor-context.ts'
import { setPeriod } from './report-settings.ts'
import { settingLook } from './SettingsBar.tsx'
import classes from './reports.module.css'

/** The days the report counts: all, a usual run of them before the workspace clock, or any two. */
export function PeriodChooser() {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { spec } = useEditing()
  const [opened, setOpened] = useState(false)
  const label = spec.period ? `${format.day(spec.period.from)} – ${format.day(spec.period.to)}` : `${t('period')}: ${t('allTime')}`
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          {...settingLook({ label, on: spec.period !== undefined })}
          aria-label={`${t('period')}: ${label}`}
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
  const chinese = useLanguage() === 'zh'
  const { spec, move } = useEditing()
  const clock = useWorkspace().data?.clock
  const [half, setHalf] = useState<string | null>(null)
  const take = (period: Period | null) => {
    move((now) => setPeriod(now, period), { key: 'didPeriod' })
    onDone()
  }
  const pick = ([from, to]: [string | null, string | null]) => {
    if (from !== null && to !== null) return take({ from, to })
    setHalf(from)
  }
  const shown: [string | null, string | null] = half === null ? [spec.period?.from ?? null, spec.period?.to ?? null] : [half, null]
  const start = spec.period?.from ?? clock
  return (
    <>
      <div className={classes.presets}>
        <Button variant="subtle" color="gray" size="compact-sm" justify="flex-start" onClick={() => take(null)}>
          {t('allTime')}
        </Button>
        {periodChoices.map((choice) => {
          if (choice === 'cockpit' || clock === undefined) return null
          return (
            <Button
              key={choice}
              variant="subtle"
              color="gray"
              size="compact-sm"
              justify="flex-start"
              onClick={() => take(periodOf(choice, clock))}
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
        monthLabelFormat={chinese ? 'YYYY年M月' : 'MMMM YYYY'}
        yearLabelFormat={chinese ? 'YYYY年' : 'YYYY'}
      />
    </>
  )
}
