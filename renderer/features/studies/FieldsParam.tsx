import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useLocal } from '../../i18n/i18n.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { fieldLabel } from '../reports/field-list.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { fittingFields } from './fitting-fields.ts'

/** A thing has several products by its lines: it is none of one of them. */
const ofLines = 'product'

interface ChoiceProps extends Pick<ControlProps, 'form' | 'params'> {
  readonly label: string
  /** Said where none is chosen. */
  readonly usual: string
  readonly most: number
  readonly chosen: readonly string[]
  readonly onChange: (fields: string[]) => void
}

/** Some fields of a study's things; dates are none of them. */
export function FieldsChoice({ form, params, label, usual, most, chosen, onChange }: ChoiceProps) {
  const { t, i18n } = useTranslation('reports')
  const local = useLocal()
  const catalog = useCatalog().data
  const dates = new Set((catalog?.dimensions ?? []).filter(({ isDate }) => isDate).map(({ id }) => id))
  const groups = catalog === undefined ? [] : fittingFields(catalog, form, params).filter(({ id }) => id !== ofLines)
  const offered = groups
    .map((group) => ({
      group: i18n.exists(`group-${group.id}`, { ns: 'reports' }) ? t(`group-${group.id}` as 'group-date') : group.id,
      items: group.fields.filter(({ id }) => !dates.has(id)).map((one) => ({ value: one.id, label: local(fieldLabel(one)) })),
    }))
    .filter(({ items }) => items.length > 0)
  const known = new Set(offered.flatMap(({ items }) => items.map(({ value }) => value)))
  const extra = chosen.filter((id) => !known.has(id)).map((value) => ({ value, label: value }))
  return (
    <MultiSelect
      size="xs"
      searchable
      clearable
      aria-label={label}
      placeholder={chosen.length === 0 ? usual : ''}
      data={[...extra, ...offered]}
      maxValues={most}
      maxDropdownHeight={320}
      value={[...chosen]}
      onChange={onChange}
      nothingFoundMessage={t('noField')}
      clearButtonProps={{ 'aria-label': usual }}
    />
  )
}

/** Fields as a param: an empty choice is the study's own. */
export function FieldsParam({ field, form, params, onChange }: ControlProps<FieldOf<'fields'>>) {
  const local = useLocal()
  return (
    <FieldsChoice
      form={form}
      params={params}
      label={local(field.label)}
      usual={local(field.usual)}
      most={field.most}
      chosen={z.array(z.string()).safeParse(params[field.id]).data ?? []}
      onChange={(fields) => onChange(fields.length === 0 ? undefined : fields)}
    />
  )
}
