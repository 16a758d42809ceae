import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { DropZone } from './DropZone.tsx'
import { ImportResultView } from './ImportResultView.tsx'
import { useImport } from './import-store.ts'
import { Review } from './Review.tsx'
import { addFiles, backToReview, cancelImport, giveUp } from './run-import.ts'

/** Files in: drop, see what they are, correct it, import. */
export function ImportTab() {
  const { t } = useTranslation('data')
  const api = useApi()
  const phase = useImport((state) => state.phase)
  switch (phase.step) {
    case 'idle':
      return <DropZone onFiles={(files) => void addFiles(api, files)} />
    case 'sending':
      return (
        <div className={classes.centre}>
          <ProgressState label={t('sending', { file: phase.file })} fraction={phase.fraction} onCancel={cancelImport} />
        </div>
      )
    case 'recognising':
    case 'loading':
      return <Working />
    case 'review':
      return <Review />
    case 'done':
      return <ImportResultView result={phase.result} onMore={() => void giveUp(api)} />
    case 'failed':
      return (
        <ErrorState
          error={phase.error}
          action={
            <div className={classes.buttons}>
              {phase.canReview && <Button onClick={backToReview}>{t('backToReview')}</Button>}
              <Button variant="default" onClick={() => void giveUp(api)}>
                {t('startOver')}
              </Button>
            </div>
          }
        />
      )
  }
}

function Working() {
  const { t } = useTranslation('data')
  const phase = useImport((state) => state.phase)
  if (phase.step !== 'recognising' && phase.step !== 'loading') return null
  const { progress } = phase
  const step = t(`step.${progress?.step ?? 'reading'}`)
  const label = progress?.file ? t('stepOfFile', { step, file: progress.file }) : step
  return (
    <div className={classes.centre}>
      <ProgressState label={label} fraction={progress?.fraction ?? 0} onCancel={cancelImport} />
    </div>
  )
}
