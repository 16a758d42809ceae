import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useEditing } from './editor-context.ts'
import { FieldListBox } from './FieldListBox.tsx'
import { dimensionFields, fieldLabel, joined, metricFields, searchFields, type Field } from './field-list.ts'
import { useFilterTarget } from './filter-target.ts'
import { useAdding } from './use-adding.ts'
import classes from './reports.module.css'

/** All the fields there are: what to count above, what to break it down by below, and what the one in focus means. */
export function FieldPane() {
  const { t } = useTranslation('reports')
  const { catalog, spec } = useEditing()
  const [search, setSearch] = useState('')
  const [looked, setLooked] = useState<Field | null>(null)
  const add = useAdding()
  const filterBy = useFilterTarget((state) => state.open)
  const metrics = useMemo(() => searchFields(metricFields(catalog, spec), search), [catalog, spec, search])
  const dimensions = useMemo(() => searchFields(dimensionFields(catalog, spec), search), [catalog, spec, search])
  const first = metrics[0]?.fields[0] ?? dimensions[0]?.fields[0]
  return (
    <section className={classes.pane} aria-label={t('fields')}>
      <TextInput
        size="xs"
        aria-label={t('searchFields')}
        placeholder={t('searchFields')}
        leftSection={<IconSearch size={14} stroke={1.5} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && search !== '' && first && !event.nativeEvent.isComposing) add(first)
          if (event.key === 'ArrowDown') document.querySelector<HTMLElement>(`.${classes.pane} [role='option'][tabindex='0']`)?.focus()
        }}
      />
      {metrics.length === 0 && dimensions.length === 0 && <p className={classes.noField}>{t('noField')}</p>}
      {metrics.length > 0 && (
        <>
          <h2>{t('metrics')}</h2>
          <FieldListBox label={t('metrics')} groups={metrics} onPick={add} onLook={setLooked} />
        </>
      )}
      {dimensions.length > 0 && (
        <>
          <h2>{t('dimensions')}</h2>
          <FieldListBox
            label={t('dimensions')}
            groups={dimensions}
            onPick={add}
            onFilter={(field) => filterBy(field.id)}
            onLook={setLooked}
          />
        </>
      )}
      <FieldDetail field={looked} />
    </section>
  )
}

/** The definition of the field under the pointer or in focus, and why it can't be chosen where it can't. */
function FieldDetail({ field }: { field: Field | null }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const refusal = useRefusalText()
  return (
    <div className={classes.detail} aria-live="polite">
      {field === null ? (
        <p>{t('fieldHint')}</p>
      ) : (
        <>
          <strong>{local(fieldLabel(field))}</strong>
          {field.refusal !== null && <p className={classes.refusal}>{refusal(field)}</p>}
          {field.kind === 'metric' && <p>{local(field.metric.definition)}</p>}
          {field.kind === 'metric' && <p className={classes.basis}>{t('dateBasis', { basis: local(field.metric.dateBasis) })}</p>}
          <code>{field.id}</code>
        </>
      )}
    </div>
  )
}

function useRefusalText(): (field: Field) => string {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  return ({ kind, refusal }) => {
    if (refusal === null) return ''
    if (refusal.why === 'missing')
      return refusal.adds.length === 0 ? t('missingPlain') : t('missingAdds', { what: joined(refusal.adds, language) })
    return t(kind === 'metric' ? 'metricUnreachable' : 'dimensionUnreachable', { fields: joined(refusal.fields, language) })
  }
}
