import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Schedule } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import { navigate } from '../../frame/router.ts'
import { failureOf } from '../../ui/failure.ts'
import { ErrorState, PartialNote } from '../../ui/states.tsx'
import { AccessStep } from './AccessStep.tsx'
import { changeDraft, checkDraft, emptyDraft, steps, useDraft, type Step } from './connect-draft.ts'
import classes from './connections.module.css'
import { allConnections, connectionHash } from './connections-addresses.ts'
import { ObjectsStep } from './ObjectsStep.tsx'
import { pullNow } from './pull-store.ts'
import { ScheduleEditor } from './ScheduleEditor.tsx'
import { SystemStep } from './SystemStep.tsx'

/** From nothing to the first pull: which system, how to get in, what to take, how often. */
export function ConnectWizard({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation('connections')
  const step = useDraft((draft) => draft.step)
  const isOther = useDraft((draft) => draft.of !== null)
  const [secret, setSecret] = useState('')
  useEffect(() => {
    if (isOther) useDraft.setState(emptyDraft)
  }, [isOther])
  return (
    <div className={classes.stack}>
      <a className={classes.back} href={connectionHash()}>
        {t('backToAll')}
      </a>
      <StepList step={step} />
      <section className={classes.card} aria-label={t(`wizard.${step}`)}>
        <h2>{t(`wizard.${step}`)}</h2>
        {step === 'system' && <SystemStep taken={taken} />}
        {step === 'access' && (
          <AccessStep taken={taken} secret={secret} onSecret={setSecret} onTested={() => changeDraft({ step: 'objects' })} />
        )}
        {step === 'objects' && <ObjectsStep secret={secret} onNext={() => changeDraft({ step: 'schedule' })} />}
        {step === 'schedule' && <ConnectStep secret={secret} />}
      </section>
    </div>
  )
}

function StepList({ step }: { step: Step }) {
  const { t } = useTranslation('connections')
  const at = steps.indexOf(step)
  return (
    <ol className={classes.steps} aria-label={t('stepsLabel')}>
      {steps.map((one, index) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          {index < at ? (
            <button type="button" onClick={() => changeDraft({ step: one })}>
              {index + 1} {t(`wizard.${one}`)}
            </button>
          ) : (
            <span>
              {index + 1} {t(`wizard.${one}`)}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

function ConnectStep({ secret }: { secret: string }) {
  const { t } = useTranslation('connections')
  const api = useApi()
  const draft = useDraft()
  const { name, schedule, keepSecret } = draft
  const { connection } = checkDraft(draft)
  const isRight = Schedule.safeParse(schedule).success
  const connect = useMutation({
    gcTime: 0,
    mutationFn: async (keeps: boolean) => {
      if (connection === null) return
      await api.connections.connect({ name, connection, keepSecret: keeps, ...(secret === '' ? {} : { secret }) })
      useDraft.setState(emptyDraft)
      navigate(...allConnections, name)
      // What was typed is used for the first pull, too: it may be kept nowhere.
      void pullNow(api, name, keeps || secret === '' ? {} : { secret })
    },
  })
  const hasNoStore = connect.error !== null && failureOf(connect.error).code === 'no-secret-store'
  return (
    <div className={classes.form}>
      <ScheduleEditor schedule={schedule} onChange={(next) => changeDraft({ schedule: next })} />
      {!keepSecret && schedule.kind !== 'off' && <PartialNote>{t('notKeptNote')}</PartialNote>}
      {hasNoStore && (
        <div className={classes.warning} role="alert">
          <p>{t('noStore')}</p>
          <ul>
            <li>{t('noStoreDesktop')}</li>
            <li>{t('noStoreFile')}</li>
            <li>{t('noStoreOnce')}</li>
          </ul>
          <span className={classes.buttons}>
            <Button size="xs" variant="default" onClick={() => connect.mutate(false)}>
              {t('connectUnkept')}
            </Button>
          </span>
        </div>
      )}
      {connect.error !== null && !hasNoStore && <ErrorState compact error={connect.error} />}
      <span className={classes.buttons}>
        <Button disabled={connection === null || !isRight || connect.isPending} onClick={() => connect.mutate(keepSecret)}>
          {t('connectAndPull')}
        </Button>
        <Button variant="default" onClick={() => changeDraft({ step: 'objects' })}>
          {t('back')}
        </Button>
      </span>
    </div>
  )
}
