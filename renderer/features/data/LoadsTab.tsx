import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { Outcomes } from './Outcomes.tsx'

/** Every load of this workspace, newest first. */
export function LoadsTab() {
  const { t } = useTranslation('data')
  const format = useFormat()
  const answer = useAnswer('data', ['imports.loads'], (api, options) => api.imports.loads({}, options))
  return (
    <Answered answer={answer}>
      {({ loads }) =>
        loads.length === 0 ? (
          <EmptyState icon={IconHistory} title={t('noLoads')}>
            {t('noLoadsText')}
          </EmptyState>
        ) : (
          <div className={classes.cards}>
            {loads
              .toSorted((a, b) => b.id - a.id)
              .map((load) => (
                <section key={load.id} className={classes.card}>
                  <div className={classes.cardHead}>
                    <h2>{t('loadTitle', { id: load.id, at: format.moment(load.at) })}</h2>
                    <span className={classes.quiet}>
                      {load.undone ? t('loadUndone') : load.mode === 'full' ? t('loadFull') : t('loadUpsert')}
                    </span>
                  </div>
                  <div className={classes.cardBody}>
                    <Outcomes files={load.files} />
                  </div>
                </section>
              ))}
          </div>
        )
      }
    </Answered>
  )
}
