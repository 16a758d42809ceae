import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionEntry } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { failureOf } from '../../ui/failure.ts'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import classes from './connections.module.css'
import { connectionHash } from './connections-addresses.ts'
import { forgetPullError, pullNow, usePulls } from './pull-store.ts'
import { SecretForm } from './SecretForm.tsx'
import { useChange } from './use-change.ts'

/** The pull that runs, whoever began it, or what stands in the way of the next one. */
export function PullWork({ connection, whole = false }: { connection: ConnectionEntry; whole?: boolean }) {
  const { t } = useTranslation('connections')
  const api = useApi()
  const local = useLocal()
  const format = useFormat()
  const { name, running, state, lastError, nextRunAt } = connection
  const error = usePulls(({ errors }) => errors[name])
  if (running !== null) {
    const { step, object, records, fraction } = running.progress
    const what = object === null ? t(`step.${step}`) : t('stepOf', { step: t(`step.${step}`), object })
    const label = records === 0 ? what : t('stepRecords', { what, records: format.cell(records, 'count') })
    return <ProgressState label={label} fraction={fraction} onCancel={() => void api.connections.stop({ name })} />
  }
  if (error !== undefined && failureOf(error).code === 'secret-missing')
    return (
      <div className={classes.problem} role="group" aria-label={t('secretAsk')}>
        <p>{t('secretAsk')}</p>
        <SecretForm action={t('pullWith')} onSecret={(secret) => void pullNow(api, name, { secret })} />
      </div>
    )
  if (error !== undefined)
    return (
      <ErrorState
        compact
        error={error}
        action={
          <Button size="xs" variant="default" onClick={() => forgetPullError(name)}>
            {t('seen')}
          </Button>
        }
      />
    )
  if (lastError === null) return null
  return (
    <div className={classes.problem} role="alert">
      <p>
        {t('failedAt', { at: format.moment(lastError.at) })} {local(lastError.message)}
      </p>
      {state === 'retrying' && nextRunAt !== null && <p className={classes.quiet}>{t('retryAt', { at: format.moment(nextRunAt) })}</p>}
      {state === 'reconnect' && !whole && (
        <div>
          <Button size="xs" component="a" href={connectionHash(name)}>
            {t('reconnect')}
          </Button>
        </div>
      )}
      {state === 'reconnect' && whole && <Reconnect name={name} />}
    </div>
  )
}

function Reconnect({ name }: { name: string }) {
  const { t } = useTranslation('connections')
  const change = useChange(name)
  return (
    <>
      <SecretForm
        action={t('reconnect')}
        mayKeep
        isBusy={change.isPending}
        onSecret={(secret, keepSecret) => change.mutate({ change: {}, secret, keepSecret })}
      />
      {change.error !== null && <ErrorState compact error={change.error} />}
    </>
  )
}
