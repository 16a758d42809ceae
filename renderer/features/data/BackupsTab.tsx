import { Button } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState, ErrorState, PartialNote, ProgressState } from '../../ui/states.tsx'
import { backUp, cancelBackup, useBackups } from './backup-store.ts'
import { BackupTable } from './BackupTable.tsx'
import classes from './data.module.css'
import { RestoreDialog } from './RestoreDialog.tsx'

/** Copies of the workspace, and the way back to one. */
export function BackupsTab() {
  const { t } = useTranslation('data')
  const api = useApi()
  const isRunning = useBackups(({ phase }) => phase.step === 'running')
  const answer = useAnswer('documents', ['backups.list'], (client, options) => client.backups.list({}, options))
  const button = (
    <Button disabled={isRunning} onClick={() => void backUp(api)}>
      {t('backUpNow')}
    </Button>
  )
  return (
    <div className={classes.cards}>
      <BackupWork />
      <Answered answer={answer}>
        {({ backups }) =>
          backups.length === 0 ? (
            <EmptyState icon={IconArchive} title={t('noBackups')} action={button}>
              {t('noBackupsText')}
            </EmptyState>
          ) : (
            <>
              <div className={classes.footer}>
                <div className={classes.backupsText}>{t('backupsText')}</div>
                {button}
              </div>
              <div className={classes.card}>
                <div className={classes.cardBody}>
                  <BackupTable backups={backups} busy={isRunning} />
                </div>
              </div>
            </>
          )
        }
      </Answered>
      <RestoreDialog />
    </div>
  )
}

/** What is under way, or became of it. */
function BackupWork() {
  const { t } = useTranslation('data')
  const format = useFormat()
  const phase = useBackups((state) => state.phase)
  switch (phase.step) {
    case 'idle':
      return null
    case 'running':
      return <ProgressState label={t(`backupStep.${phase.progress.step}`)} fraction={phase.progress.fraction} onCancel={cancelBackup} />
    case 'failed':
      return <ErrorState error={phase.error} compact />
    case 'made':
      return <PartialNote>{t('backupMade', { at: format.moment(phase.backup.at) })}</PartialNote>
    case 'restored': {
      const { restored, kept } = phase.result
      return <PartialNote>{t('restored', { at: format.moment(restored.at), kept: format.moment(kept.at) })}</PartialNote>
    }
  }
}
