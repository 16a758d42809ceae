import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Connection, type ConnectionChange } from '../../../src/contract/pulls.ts'
import { useAnswer } from '../../data/queries.ts'
import { navigate } from '../../frame/router.ts'
import { Answered } from '../../ui/Answered.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AccessStep } from './AccessStep.tsx'
import { changeDraft, checkDraft, draftOf, emptyDraft, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { allConnections, connectionHash } from './connections-addresses.ts'
import { ObjectsStep } from './ObjectsStep.tsx'
import { useChange } from './use-change.ts'

/** The document keeps more than the connection; only that is edited. */
const Kept = z.object(Connection.shape)

export function EditConnection({ name }: { name: string }) {
  const answer = useAnswer('documents', ['connection', name], (api, options) => api.documents.read({ kind: 'connection', name }, options))
  return <Answered answer={answer}>{({ body }) => <EditForm key={name} name={name} body={body} />}</Answered>
}

function EditForm({ name, body }: { name: string; body: unknown }) {
  const { t } = useTranslation('connections')
  const draft = useDraft()
  const [secret, setSecret] = useState('')
  const change = useChange(name)
  const newest = useMemo(() => Kept.parse(body), [body])
  const [before, setBefore] = useState(newest)
  const connection = draft.of === name ? checkDraft(draft).connection : null
  const differences = connection === null ? {} : differencesOf(before, connection)
  const isSame = Object.keys(differences).length === 0 && secret === ''
  useEffect(() => {
    useDraft.setState(draftOf(name, before))
    return () => useDraft.setState(emptyDraft)
  }, [name, before])
  // What another window or a change just made says is taken over, but never over what was begun here: only that is saved.
  useEffect(() => {
    if (newest !== before && connection !== null && isSame) setBefore(newest)
  }, [newest, before, connection, isSame])
  if (draft.of !== name) return null
  const save = (): void =>
    change.mutate(
      { change: differences, keepSecret: draft.keepSecret, ...(secret === '' ? {} : { secret }) },
      { onSuccess: () => navigate(...allConnections, name) },
    )
  return (
    <div className={classes.stack}>
      <a className={classes.back} href={connectionHash(name)}>
        {t('backToOne', { name })}
      </a>
      <section className={classes.card} aria-label={t('editTitle', { name })}>
        <div className={classes.head}>
          <h2 className="clip">{t('editTitle', { name })}</h2>
          <span className={classes.buttons}>
            <Button size="xs" disabled={connection === null || isSame || change.isPending} onClick={save}>
              {t('saveChanges')}
            </Button>
          </span>
        </div>
        {change.error !== null && <ErrorState compact error={change.error} />}
        {draft.step === 'objects' ? (
          <ObjectsStep secret={secret} onNext={null} />
        ) : (
          <AccessStep taken={[]} secret={secret} onSecret={setSecret} onTested={() => changeDraft({ step: 'objects' })} />
        )}
      </section>
    </div>
  )
}

function differencesOf(
  before: Connection,
  { system: _system, version: _version, isPaused: _paused, schedule: _schedule, ...after }: Connection,
): ConnectionChange {
  const entries = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Connection]),
  )
  return Object.fromEntries(entries)
}
