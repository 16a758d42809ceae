import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionEntry } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import classes from './connections.module.css'
import { pullNow, usePulls } from './pull-store.ts'
import { useChange } from './use-change.ts'

const icon = { size: 14, stroke: 1.5 } as const

/** Pull now, and let the schedule rest or go on. */
export function PullButtons({ connection: { name, state, schedule } }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const api = useApi()
  const isBusy = usePulls(({ asked }) => asked.includes(name)) || state === 'running'
  const change = useChange(name)
  return (
    <span className={classes.buttons}>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconRefresh {...icon} />}
        aria-label={t('pullOf', { name })}
        onClick={() => void pullNow(api, name)}
      >
        {t('pullNow')}
      </Button>
      {(schedule.kind !== 'off' || state === 'paused') && (
        <Button
          size="xs"
          variant="default"
          disabled={change.isPending}
          leftSection={state === 'paused' ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
          aria-label={t(state === 'paused' ? 'resumeOf' : 'pauseOf', { name })}
          onClick={() => change.mutate({ change: { isPaused: state !== 'paused' } })}
        >
          {t(state === 'paused' ? 'resume' : 'pause')}
        </Button>
      )}
    </span>
  )
}
