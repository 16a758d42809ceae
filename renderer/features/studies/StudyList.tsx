import { useTranslation } from 'react-i18next'
import type { StudyEntry } from '../../../src/contract/studies.ts'
import { useAnswer } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { MissingTable } from '../../ui/MissingTable.tsx'
import classes from './study-list.module.css'

/** Every study there is, and what those that can't answer here wait for. */
export function StudyList() {
  const { t } = useTranslation('studies')
  const answer = useAnswer('data', ['studies.list'], (api, options) => api.studies.list({}, options))
  return (
    <Page title={t('title')}>
      <p className={classes.intro}>{t('intro')}</p>
      <Answered answer={answer}>
        {({ studies }) => (
          <ul className={classes.list}>
            {studies.map((entry) => (
              <Entry key={entry.study} entry={entry} />
            ))}
          </ul>
        )}
      </Answered>
    </Page>
  )
}

function Entry({ entry: { study, label, description, available, missing } }: { entry: StudyEntry }) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  return (
    <li>
      <h2>{available ? <a href={hashOf('studies', study)}>{local(label)}</a> : local(label)}</h2>
      <p>{local(description)}</p>
      {!available && (
        <div className={classes.missing}>
          <p>{t('waits')}</p>
          <MissingTable missing={missing} />
          <a href={hashOf('data', 'import')}>{t('addFiles')}</a>
        </div>
      )}
    </li>
  )
}
