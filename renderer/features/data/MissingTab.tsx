import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../data/queries.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { MissingTable } from '../../ui/MissingTable.tsx'
import classes from './data.module.css'

/** What other files would add. */
export function MissingTab() {
  const { t } = useTranslation('data')
  return (
    <Answered answer={useWorkspace()}>
      {({ missing }) =>
        missing.length === 0 ? (
          <EmptyState icon={IconCircleCheck} title={t('nothingMissing')}>
            {t('nothingMissingText')}
          </EmptyState>
        ) : (
          <div className={classes.cards}>
            <div className={classes.quiet}>{t('missingText')}</div>
            <div className={classes.card}>
              <div className={classes.cardBody}>
                <MissingTable missing={missing} />
              </div>
            </div>
          </div>
        )
      }
    </Answered>
  )
}
