import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldEntry, SegmentField } from '../../../src/contract/fields.ts'
import { studyClasses, type StudyClassNames } from '../../../src/contract/study-classes.ts'
import type { StudyName } from '../../../src/contract/studies.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/states.tsx'
import type { Params } from './params/study-form.ts'
import { reportOn } from './report-on-segment.ts'
import { SaveSegment } from './SaveSegment.tsx'
import classes from './studies.module.css'

/** What reports can take from a study: its classes under a name, and what was saved of it before. */
export function Segments({ study, params }: { study: StudyName; params: Params }) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const fields = useAnswer('data', ['fields.list'], (api, options) => api.fields.list({}, options)).data?.fields ?? []
  const saved = fields.filter(({ body }) => body.kind === 'segment' && body.study === study)
  const known: readonly StudyClassNames[] = studyClasses[study] ?? []
  if (known.length === 0 && saved.length === 0) return null
  const isUsual = Object.keys(params).length === 0
  const unitOf = ({ of }: StudyClassNames) => of.find((one) => one === params['unit']) ?? of[0] ?? 'account'
  return (
    <section className={classes.segments} data-segments>
      <h2>{t('segments')}</h2>
      {known.map((one) =>
        isUsual ? (
          <div key={one.id} className={classes.segment}>
            <p>{t('segmentShipped', { name: local(one.label) })}</p>
            <div className={classes.waysOut}>
              <Button size="compact-sm" variant="default" onClick={() => reportOn(`segment.${study}.${one.id}`, unitOf(one))}>
                {t('segmentReport')}
              </Button>
            </div>
          </div>
        ) : (
          <SaveSegment
            key={`${one.id} ${JSON.stringify(params)}`}
            choice={{ study, params, of: unitOf(one), classes: one.id, drill: null }}
            suggestion={local(one.label)}
            hint={t('segmentClasses', { name: local(one.label) })}
          />
        ),
      )}
      {saved.length > 0 && (
        <ul className={classes.savedSegments}>
          {saved.map((entry) => (
            <Saved key={entry.id} entry={entry} study={study} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Saved({ entry, study }: { entry: FieldEntry; study: StudyName }) {
  const { t } = useTranslation('studies')
  const api = useApi()
  const local = useLocal()
  const [failed, setFailed] = useState<unknown>(null)
  const body = entry.body as SegmentField
  const name = local(entry.label)
  const address = Object.keys(body.params).length === 0 ? [] : [JSON.stringify(body.params)]
  return (
    <li>
      <span className={classes.savedName}>
        {name}
        <span className={classes.quiet}> · {t(body.drill === null ? 'segmentOfClasses' : 'segmentOfRows')}</span>
      </span>
      <Button size="compact-xs" variant="subtle" component="a" href={hashOf('studies', study, ...address)}>
        {t('segmentOpen')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('segmentRemoveNamed', { name })}
        onClick={() => {
          setFailed(null)
          api.documents.remove({ kind: 'field', name: entry.name }).catch(setFailed)
        }}
      >
        {t('segmentRemove')}
      </Button>
      {failed !== null && <ErrorState compact error={failed} />}
    </li>
  )
}
