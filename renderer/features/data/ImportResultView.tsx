import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { PartialNote } from '../../ui/states.tsx'
import classes from './data.module.css'
import { Outcomes } from './Outcomes.tsx'

export function ImportResultView({ result, onMore }: { result: ImportResult; onMore: () => void }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const cockpits = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options)).data?.cockpits ?? []
  const [first] = cockpits
  const quarantined = result.files.reduce((sum, file) => sum + file.quarantined, 0)
  return (
    <div className={classes.cards}>
      <div className={classes.card}>
        <div className={classes.cardHead}>
          <h2>{t('resultTitle')}</h2>
        </div>
        <div className={classes.cardBody}>
          <Outcomes files={result.files} />
        </div>
      </div>
      {quarantined > 0 && (
        <PartialNote
          action={
            <Button variant="default" component="a" href={hashOf('data', 'quarantine')}>
              {t('lookAtQuarantine')}
            </Button>
          }
        >
          {t('quarantineNote', { count: quarantined })}
        </PartialNote>
      )}
      <div className={classes.buttons}>
        {first && (
          <Button component="a" href={hashOf('cockpits', first.name)}>
            {t('openCockpit', { title: local(first.title) })}
          </Button>
        )}
        <Button variant="default" onClick={onMore}>
          {t('importMore')}
        </Button>
      </div>
    </div>
  )
}
