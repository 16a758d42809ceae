import { Button, Popover, Select } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument } from '../../../src/contract/decks.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { choiceOf, periodChoices, relativePeriodOf } from '../../report/period-choice.ts'
import { periodLabel } from '../../report/period-label.ts'
import { putAsOf, putPeriod } from './deck-moves.ts'
import type { Change } from './DeckRoom.tsx'
import classes from './decks.module.css'

const own = 'own'

/** Days and day for all slides at once; without them each has its own. */
export function DeckPeriod({ deck, onChange }: { deck: DeckDocument; onChange: Change }) {
  const { t } = useTranslation('decks')
  const { t: common } = useTranslation('cockpits')
  const { t: words } = useTranslation('report')
  const format = useFormat()
  const { period } = deck
  const choice = period === undefined ? 'cockpit' : 'relative' in period ? (choiceOf(period) ?? own) : own
  const data = periodChoices.map((value) => ({
    value: value as string,
    label: value === 'cockpit' ? t('ownPeriods') : common(`period-${value}`),
  }))
  if (choice === own) data.push({ value: own, label: periodLabel(period, words, format) ?? '' })
  return (
    <>
      <Select
        label={t('period')}
        data={data}
        value={choice}
        allowDeselect={false}
        w={160}
        onChange={(value) => {
          const chosen = periodChoices.find((one) => one === value)
          if (chosen !== undefined) onChange(putPeriod(chosen === 'cockpit' ? null : relativePeriodOf(chosen)), { key: 'didPeriod' })
        }}
      />
      <AsOf day={deck.asOf ?? null} onDay={(day) => onChange(putAsOf(day), { key: 'didPeriod' })} />
    </>
  )
}

function AsOf({ day, onDay }: { day: string | null; onDay: (day: string | null) => void }) {
  const { t } = useTranslation('cockpits')
  const { t: own } = useTranslation('decks')
  const format = useFormat()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const [opened, setOpened] = useState(false)
  const shown = day ?? clock
  const take = (chosen: string | null) => {
    onDay(chosen)
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" data-active={day !== null || undefined} onClick={() => setOpened(!opened)}>
          {day === null ? t('asOfNow') : t('asOfIs', { day: format.day(day) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('asOf')}>
        <p className={classes.quiet}>{own('asOfText')}</p>
        <DatePicker size="xs" value={day} onChange={take} {...(shown === undefined ? {} : { defaultDate: shown })} {...look} />
        <Button size="compact-sm" variant="default" disabled={day === null} onClick={() => take(null)}>
          {t('asOfNow')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
