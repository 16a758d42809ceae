import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { CatalogDimension } from '../../../src/contract/catalog.ts'
import { wordOf } from '../../../src/contract/text.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { fieldLabel, isOwn, joined, type Field } from './field-list.ts'
import classes from './fields.module.css'

/** What the field under the pointer or in focus means, some of its values, and why it can't be chosen where it can't. */
export function FieldDetail({ field }: { field: Field | null }) {
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
          {field.kind === 'dimension' && <p>{t(`type-${typeOf(field.dimension)}`)}</p>}
          {field.kind === 'dimension' && field.dimension.available && !field.dimension.isDate && <Samples dimension={field.dimension} />}
          {isOwn(field) && <p>{t('ownFieldHint')}</p>}
          <code>{field.id}</code>
        </>
      )}
    </div>
  )
}

const samples = 6

/** Its most frequent values, as the engine counts them. */
function Samples({ dimension: { id, words } }: { dimension: CatalogDimension }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  // Who passes over the list with the pointer asks nothing.
  const [field] = useDebouncedValue(id, 200)
  const answer = useAnswer(
    'data',
    ['catalog.values', field, '', samples],
    (api, options) => api.catalog.values({ field, limit: samples }, options),
    { enabled: field === id },
  )
  if (field !== id || !answer.data || answer.isPlaceholderData) return null
  const shown = answer.data.values.map(({ value }) => (value === null || value === '' ? t('emptyValue') : wordOf(words, value, language)))
  if (shown.length === 0) return <p>{t('noSamples')}</p>
  return <p className={classes.samples}>{t('samples', { values: shown.join(language === 'zh' ? '、' : ', ') })}</p>
}

function typeOf({ type, isDate }: CatalogDimension): 'text' | 'number' | 'boolean' | 'date' {
  if (isDate || type === 'date' || type === 'timestamp') return 'date'
  return type === 'text' || type === 'boolean' ? type : 'number'
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
