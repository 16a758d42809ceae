import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import { useLoads } from './loads-store.ts'
import classes from './loads.module.css'
import { cancelRewrite, forgetFailure } from './rewrite-load.ts'

/** What is being done to a load, or why it could not be done. */
export function RewriteProgress() {
  const { t } = useTranslation('data')
  const rewrite = useLoads((state) => state.rewrite)
  if (rewrite.step === 'idle') return null
  if (rewrite.step === 'failed')
    return (
      <div className={classes.rewriting}>
        <ErrorState
          compact
          error={rewrite.error}
          action={
            <Button variant="default" onClick={forgetFailure}>
              {t('backToLoads')}
            </Button>
          }
        />
      </div>
    )
  const { load, kind, progress } = rewrite
  const what = t(`rewriting.${kind}`, { id: load })
  const label = progress?.file ? t('stepOfFile', { step: what, file: progress.file }) : what
  return (
    <div className={classes.rewriting}>
      <ProgressState label={label} fraction={progress?.fraction ?? 0} onCancel={cancelRewrite} />
    </div>
  )
}
