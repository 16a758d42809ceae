import { Button, MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { periodChoices, type PeriodChoice } from '../../report/period-choice.ts'
import classes from './cockpits.module.css'

const stripFields = ['owner.manager', 'owner.name', 'channel.name', 'product.line'] as const

interface StripProps {
  readonly period: PeriodChoice
  readonly onPeriod: (period: PeriodChoice) => void
  readonly filters: readonly Filter[]
  readonly onFilters: (filters: readonly Filter[]) => void
}

/** Period and the few filters everybody asks for; only fields this workspace has are offered. */
export function FilterStrip({ period, onPeriod, filters, onFilters }: StripProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const catalog = useCatalog()
  const fields = stripFields.flatMap((id) => catalog.data?.dimensions.filter((one) => one.id === id && one.available) ?? [])
  const change = (field: string, values: readonly string[]) => {
    const rest = filters.filter((filter) => filter.field !== field)
    onFilters(values.length === 0 ? rest : [...rest, { field, op: 'in', values: values.map((value) => (value === '' ? null : value)) }])
  }
  const active = filters.length + (period === 'cockpit' ? 0 : 1)
  return (
    <div className={classes.strip}>
      <Select
        size="xs"
        aria-label={t('period')}
        data={periodChoices.map((value) => ({ value, label: t(`period-${value}`) }))}
        value={period}
        onChange={(value) => onPeriod(periodChoices.find((one) => one === value) ?? 'cockpit')}
        allowDeselect={false}
        w={150}
      />
      {fields.map((field) => (
        <FieldFilter
          key={field.id}
          field={field.id}
          label={local(field.label)}
          chosen={filters.find((filter) => filter.field === field.id)?.values.map((value) => (value === null ? '' : String(value))) ?? []}
          onChange={(values) => change(field.id, values)}
        />
      ))}
      {active > 0 && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            onPeriod('cockpit')
            onFilters([])
          }}
        >
          {t('clear', { count: active })}
        </Button>
      )}
    </div>
  )
}

interface FieldFilterProps {
  readonly field: string
  readonly label: string
  readonly chosen: string[]
  readonly onChange: (values: string[]) => void
}

function FieldFilter({ field, label, chosen, onChange }: FieldFilterProps) {
  const { t } = useTranslation('cockpits')
  const [opened, setOpened] = useState(false)
  const values = useAnswer('data', ['catalog.values', field], (api, options) => api.catalog.values({ field, limit: 500 }, options), {
    enabled: opened || chosen.length > 0,
  })
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      placeholder={chosen.length === 0 ? label : ''}
      data={(values.data?.values ?? []).map((one) => ({ value: one.value ?? '', label: one.value ?? t('none') }))}
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
