import { MultiSelect, Select } from '@mantine/core'
import { z } from 'zod'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'

const mostValues = 500

/** A stage by its name, of whatever pipeline. */
export function StageParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'stage'>>) {
  const local = useLocal()
  const stages = useAnswer('data', ['settings.stages'], (api, options) => api.settings.stages({}, options)).data?.stages ?? []
  const chosen = typeof params[field.id] === 'string' ? String(params[field.id]) : null
  return (
    <Select
      size="xs"
      clearable
      aria-labelledby={labelId}
      placeholder={local(field.none)}
      data={[...new Set([...stages.map(({ name }) => name), ...(chosen === null ? [] : [chosen])])]}
      value={chosen}
      onChange={onChange}
      clearButtonProps={{ 'aria-label': local(field.none) }}
    />
  )
}

/** The values that a dimension has. */
export function useValuesOf(field: string): string[] {
  const known = useAnswer('data', ['catalog.values', field, mostValues], (api, options) =>
    api.catalog.values({ field, limit: mostValues }, options),
  )
  return (known.data?.values ?? []).flatMap(({ value }) => (value === null || value === '' ? [] : [value]))
}

/** Some values of a dimension. */
export function ValuesParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'values'>>) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const chosen = z.array(z.string()).safeParse(params[field.id]).data ?? []
  const values = useValuesOf(field.of)
  return (
    <MultiSelect
      size="xs"
      searchable
      clearable
      aria-labelledby={labelId}
      placeholder={chosen.length === 0 ? local(field.none) : ''}
      data={[...new Set([...values, ...chosen])]}
      value={chosen}
      onChange={onChange}
      nothingFoundMessage={t('noValue')}
      clearButtonProps={{ 'aria-label': local(field.none) }}
    />
  )
}
