import { Button, MultiSelect, Popover, Select } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import type { Day, Filter } from '../../../src/contract/report-spec.ts'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { choiceOf, periodChoices, relativePeriodOf } from '../../report/period-choice.ts'
import { periodLabel } from '../../report/period-label.ts'
import { stripFields } from './strip-fields.ts'
import classes from './cockpits.module.css'

export type StripPeriod = NonNullable<CockpitDocument['period']> | null

interface StripProps {
  readonly period: StripPeriod
  readonly onPeriod: (period: StripPeriod) => void
  readonly filters: readonly Filter[]
  readonly onFilter: (field: string, values: readonly (string | null)[]) => void
  readonly asOf: Day | null
  readonly onAsOf: (day: Day | null) => void
  /** How many of these differ from what the cockpit says by itself. */
  readonly active: number
  readonly onClear: () => void
  readonly children?: ReactNode
}

/** Period, day and the few filters everybody asks for; only fields this workspace has are offered. */
export function FilterStrip({ period, onPeriod, filters, onFilter, asOf, onAsOf, active, onClear, children }: StripProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const catalog = useCatalog()
  const ids = [...new Set([...stripFields, ...filters.filter(({ op }) => op === 'in').map(({ field }) => field)])]
  const fields = ids.flatMap((id) => catalog.data?.dimensions.filter((one) => one.id === id && one.available) ?? [])
  return (
    <div className={classes.strip}>
      <PeriodSelect period={period} onPeriod={onPeriod} />
      <AsOf day={asOf} onDay={onAsOf} />
      {fields.map((field) => (
        <FieldFilter
          key={field.id}
          field={field.id}
          label={local(field.label)}
          chosen={
            filters
              .find((filter) => filter.field === field.id && filter.op === 'in')
              ?.values.map((value) => (value === null ? '' : String(value))) ?? []
          }
          onChange={(values) =>
            onFilter(
              field.id,
              values.map((value) => (value === '' ? null : value)),
            )
          }
        />
      ))}
      {active > 0 && (
        <Button size="xs" variant="subtle" onClick={onClear}>
          {t('clear', { count: active })}
        </Button>
      )}
      {children}
    </div>
  )
}

const own = 'own'

function PeriodSelect({ period, onPeriod }: Pick<StripProps, 'period' | 'onPeriod'>) {
  const { t } = useTranslation('cockpits')
  const { t: words } = useTranslation('report')
  const format = useFormat()
  const choice = period === null ? 'cockpit' : 'relative' in period ? (choiceOf(period) ?? own) : own
  const data = periodChoices.map((value) => ({ value: value as string, label: t(`period-${value}`) }))
  if (choice === own) data.push({ value: own, label: periodLabel(period ?? undefined, words, format) ?? '' })
  return (
    <Select
      size="xs"
      aria-label={t('period')}
      data={data}
      value={choice}
      onChange={(value) => {
        const chosen = periodChoices.find((one) => one === value)
        if (chosen !== undefined) onPeriod(chosen === 'cockpit' ? null : relativePeriodOf(chosen))
      }}
      allowDeselect={false}
      w={150}
    />
  )
}

/** How things stood on a day, for every tile at once. */
function AsOf({ day, onDay }: { day: Day | null; onDay: (day: Day | null) => void }) {
  const { t } = useTranslation('cockpits')
  const format = useFormat()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const [opened, setOpened] = useState(false)
  const shown = day ?? clock
  const take = (chosen: Day | null) => {
    onDay(chosen)
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" data-active={day !== null || undefined} onClick={() => setOpened(!opened)}>
          {day === null ? t('asOfNow') : t('asOfIs', { day: format.day(day) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('asOf')}>
        <p className={classes.hint}>{t('asOfText')}</p>
        <DatePicker size="xs" value={day} onChange={take} {...(shown === undefined ? {} : { defaultDate: shown })} {...look} />
        <Button size="compact-sm" variant="default" disabled={day === null} onClick={() => take(null)}>
          {t('asOfNow')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

interface FieldFilterProps {
  readonly field: string
  readonly label: string
  readonly chosen: string[]
  readonly onChange: (values: string[]) => void
}

export function FieldFilter({ field, label, chosen, onChange }: FieldFilterProps) {
  const { t } = useTranslation('cockpits')
  const [opened, setOpened] = useState(false)
  const values = useAnswer('data', ['catalog.values', field], (api, options) => api.catalog.values({ field, limit: 500 }, options), {
    enabled: opened || chosen.length > 0,
  })
  const listed = (values.data?.values ?? []).map((one) => one.value ?? '')
  const data = [...listed, ...chosen.filter((value) => !listed.includes(value))]
  const nameOf = (value: string) => (value === '' ? t('none') : value === '@me' ? t('me') : value === '@my-team' ? t('myTeam') : value)
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      placeholder={chosen.length === 0 ? label : ''}
      data={data.map((value) => ({ value, label: nameOf(value) }))}
      value={chosen}
      onChange={onChange}
      onDropdownOpen={() => setOpened(true)}
      searchable
      clearable
      hidePickedOptions={false}
      maxDropdownHeight={280}
      className={classes.filter ?? ''}
      nothingFoundMessage={values.isLoading ? t('loading') : t('nothingFound')}
    />
  )
}
