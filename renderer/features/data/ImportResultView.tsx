import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { PartialNote } from '../../ui/states.tsx'
import classes from './data.module.css'
import { LoadSentence } from './LoadSentence.tsx'
import { Outcomes } from './Outcomes.tsx'
import { RewriteProgress } from './RewriteProgress.tsx'
import { LoadQuestions } from './LoadQuestions.tsx'

export function ImportResultView({ result, onMore }: { result: ImportResult; onMore: () => void }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const cockpits = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options)).data?.cockpits ?? []
  const [first] = cockpits
  const { files } = useLoadedFiles(result)
  const quarantined = files.reduce((sum, file) => sum + file.quarantined, 0)
  return (
    <div className={classes.cards}>
      <RewriteProgress />
      <div className={classes.card}>
        <div className={classes.cardHead}>
          <h2>{t('resultTitle')}</h2>
          {result.load !== null && (
            <a className={classes.aside} href={hashOf('data', 'loads', String(result.load))}>
              {t('showChanges')}
            </a>
          )}
        </div>
        {result.load !== null && (
          <div className={classes.told}>
            <LoadSentence load={result.load} />
            <LoadQuestions load={result.load} files={files} />
          </div>
        )}
        <div className={classes.cardBody}>
          <Outcomes files={files} />
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

/** An answered question makes another outcome of the load than the import gave. */
function useLoadedFiles({ load, files }: ImportResult): Pick<ImportResult, 'files'> {
  const answer = useAnswer('data', ['imports.loads'], (api, options) => api.imports.loads({}, options), { enabled: load !== null })
  const entry = answer.data?.loads.find(({ id }) => id === load)
  return { files: entry === undefined ? files : entry.files }
}
