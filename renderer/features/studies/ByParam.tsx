import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DimensionUse, Grain, grains } from '../../../src/contract/report-spec.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { fieldLabel } from '../reports/field-list.ts'
import { grainEntry } from '../reports/report-title.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { fittingFields } from './fitting-fields.ts'
import classes from './params.module.css'

/** A deal has several products by its lines: things can be filtered by them, but not be told apart. */
const ofLines = 'product'

/** One dimension to break a study down by; a date also by which buckets. */
export function ByParam({ field, form, params, labelId, onChange }: ControlProps<FieldOf<'by'>>) {
  const { t } = useTranslation('studies')
  const { t: reports, i18n } = useTranslation('reports')
  const local = useLocal()
  const language = useLanguage()
  const catalog = useCatalog().data
  const by = DimensionUse.safeParse(params[field.id]).data
  const none = field.none === undefined ? t('noBreakdown') : local(field.none)
  const groups = catalog === undefined ? [] : fittingFields(catalog, form, params).filter(({ id }) => id !== ofLines)
  const dimension = catalog?.dimensions.find(({ id }) => id === by?.field)
  const groupName = (id: string) => (i18n.exists(`group-${id}`, { ns: 'reports' }) ? reports(`group-${id}` as 'group-date') : id)
  const offered = groups.map((group) => ({
    group: groupName(group.id),
    items: group.fields.map((one) => ({ value: one.id, label: local(fieldLabel(one)) })),
  }))
  // What stands in the address may not fit the study any more; it is shown, and the study says so.
  const isOffered = by === undefined || groups.some((group) => group.fields.some(({ id }) => id === by.field))
  const extra = isOffered ? [] : [{ value: by.field, label: dimension === undefined ? by.field : local(dimension.label) }]
  return (
    <div className={classes.by}>
      <Select
        size="xs"
        searchable
        clearable
        aria-labelledby={labelId}
        placeholder={none}
        data={[...extra, ...offered]}
        value={by?.field ?? null}
        onChange={(value) => onChange(value === null ? null : { field: value })}
        nothingFoundMessage={reports('noField')}
        maxDropdownHeight={320}
        clearButtonProps={{ 'aria-label': none }}
      />
      {by !== undefined && dimension?.isDate === true && (
        <Select
          size="xs"
          aria-label={t('grain')}
          data={grains.map((grain) => ({ value: grain, label: grainEntry(grain, language) }))}
          value={by.grain ?? 'month'}
          onChange={(value) => onChange({ field: by.field, grain: Grain.parse(value) })}
        />
      )}
    </div>
  )
}
