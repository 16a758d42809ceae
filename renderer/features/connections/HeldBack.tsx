import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionEntry, PulledObject } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './connections.module.css'
import { pullNow } from './pull-store.ts'

/** Rows that the source has no more, but so many that a person has to say so. */
export function HeldBack({ connection, objects }: { connection: ConnectionEntry; objects: readonly PulledObject[] }) {
  const { t } = useTranslation('connections')
  const api = useApi()
  const format = useFormat()
  const [isAsked, setAsked] = useState(false)
  const held = objects.filter(({ heldBack }) => heldBack > 0)
  if (held.length === 0) return null
  const what = held.map(({ object, heldBack }) => `${object} ${format.cell(heldBack, 'count')}`).join(', ')
  return (
    <div className={classes.warning} role="group" aria-label={t('heldBack')}>
      <p>{t('heldBackText', { what })}</p>
      {isAsked && <p>{t('acceptText')}</p>}
      <span className={classes.buttons}>
        {isAsked ? (
          <>
            <Button
              size="xs"
              disabled={connection.state === 'running'}
              onClick={() => void pullNow(api, connection.name, { acceptDeletes: true })}
            >
              {t('acceptNow')}
            </Button>
            <Button size="xs" variant="default" autoFocus onClick={() => setAsked(false)}>
              {t('keepThem')}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" onClick={() => setAsked(true)}>
            {t('accept')}
          </Button>
        )}
      </span>
    </div>
  )
}
