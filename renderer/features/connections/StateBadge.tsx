import { useTranslation } from 'react-i18next'
import type { ConnectionEntry, ConnectionState } from '../../../src/contract/pulls.ts'
import classes from './connections.module.css'

const tones: Partial<Record<ConnectionState, 'accent' | 'warning' | 'bad'>> = { running: 'accent', retrying: 'warning', reconnect: 'bad' }

export function StateBadge({ connection: { state } }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  return (
    <span className={classes.badge} data-tone={tones[state]}>
      {t(`state.${state}`)}
    </span>
  )
}
