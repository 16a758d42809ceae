import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnection, useConnectionState } from '../data/session.tsx'
import classes from './frame.module.css'

/** Says that the engine is away, for as long as it is. */
export function ConnectionBanner() {
  const { t } = useTranslation('frame')
  const connection = useConnection()
  const state = useConnectionState()
  if (state === 'open') return null
  if (state === 'connecting')
    return (
      <div className={classes.connecting} role="status">
        {t('connecting')}
      </div>
    )
  return (
    <div className={classes.lost} role="alert">
      <IconPlugConnectedX size={18} stroke={1.5} aria-hidden />
      <div>
        <b>{t('lostTitle')}</b> {t('lostText')}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => connection.retryNow()}>
        {t('tryNow')}
      </Button>
    </div>
  )
}
