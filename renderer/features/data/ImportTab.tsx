import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../../src/contract/api.ts'
import { useApi } from '../../data/session.tsx'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { DropZone } from './DropZone.tsx'
import { ImportResultView } from './ImportResultView.tsx'
import { useImport } from './import-store.ts'
import { Review } from './Review.tsx'
import { addFiles, addPicked, backToReview, cancelImport, giveUp } from './run-import.ts'

/** Files in: drop, see what they are, correct it, import. */
export function ImportTab() {
  const { t } = useTranslation('data')
  const api = useApi()
  const phase = useImport((state) => state.phase)
  useWaitingFiles(api)
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

/** Takes in what a command or a drop elsewhere has left for this page, once. */
function useWaitingFiles(api: Api): void {
  const waiting = useImport((state) => state.waiting)
  useEffect(() => {
    if (!waiting) return
    useImport.setState({ waiting: null })
    void ('kind' in waiting ? addPicked(api, waiting.kind) : addFiles(api, waiting.files))
  }, [api, waiting])
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
