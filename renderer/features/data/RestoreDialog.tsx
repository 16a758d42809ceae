import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { askToRestore, restore, useBackups } from './backup-store.ts'
import classes from './data.module.css'

/** Says what a restore does before it does it. */
export function RestoreDialog() {
  const { t } = useTranslation('data')
  const format = useFormat()
  const api = useApi()
  const backup = useBackups((state) => state.asked)
  const leave = (): void => askToRestore(null)
  return (
    <Modal
      opened={backup !== null}
      onClose={leave}
      title={backup && t('restoreAsk', { at: format.moment(backup.at) })}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={480}
    >
      {backup && (
        <div className={classes.dialog}>
          <p>{t('restoreWhat')}</p>
          <p>{t('restoreKept')}</p>
          <p>{t('restoreEverybody')}</p>
          <div className={classes.dialogButtons}>
            <Button variant="default" onClick={leave} data-autofocus>
              {t('leaveAsIs')}
            </Button>
            <Button onClick={() => void restore(api, backup)}>{t('restoreNow')}</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
