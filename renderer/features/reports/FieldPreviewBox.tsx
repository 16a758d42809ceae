import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { FieldDocument } from '../../../src/contract/fields.ts'
import type { Unit } from '../../../src/contract/report-result.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { failureOf, isCancelled } from '../../ui/failure.ts'
import classes from './formula.module.css'

/** What the field says about the data as it is written; the engine works it out. */
export function FieldPreviewBox({ body, name, unit }: { body: FieldDocument | null; name: string | undefined; unit: Unit }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const format = useFormat()
  const [asked] = useDebouncedValue(body === null ? null : JSON.stringify(body), 250)
  const answer = useAnswer(
    'data',
    ['fields.preview', asked, name],
    (api, options) => api.fields.preview({ body: JSON.parse(asked ?? '') as FieldDocument, name, limit: 8 }, options),
    { enabled: asked !== null },
  )
  const failed = body !== null && answer.isError && !isCancelled(answer.error)
  const shown = body === null || failed ? undefined : answer.data
  return (
    <div className={classes.preview} role="group" aria-label={t('preview')} aria-busy={answer.isFetching}>
      <span className={classes.caption}>{t('preview')}</span>
      {shown === undefined && <p>{failed ? local(failureOf(answer.error).text) : t(body === null ? 'previewWaits' : 'asking')}</p>}
      {shown && body?.kind === 'metric' && (
        <>
          <strong>{shown.value === null ? t('previewNone') : format.figure(shown.value, unit)}</strong>
          <small>{t('previewRows', { count: shown.n ?? 0, rows: format.cell(shown.n ?? 0, 'count') })}</small>
        </>
      )}
      {shown && body?.kind !== 'metric' && (
        <ul>
          {shown.values.map(({ value, rows }) => (
            <li key={value ?? '\u0000'}>
              <span className="clip" title={value ?? undefined}>
                {value === null || value === '' ? t('emptyValue') : value}
              </span>
              <small>{format.cell(rows, 'count')}</small>
            </li>
          ))}
          {shown.values.length === 0 && <li>{t('noSamples')}</li>}
        </ul>
      )}
    </div>
  )
}
