import { Button, Progress } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Schedule, type ConnectionEntry } from '../../../src/contract/pulls.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Facts } from '../../ui/Facts.tsx'
import { ErrorState } from '../../ui/states.tsx'
import classes from './connections.module.css'
import { connectionHash } from './connections-addresses.ts'
import { PullButtons } from './PullButtons.tsx'
import { PullWork } from './PullWork.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RunHistory } from './RunHistory.tsx'
import { ScheduleEditor } from './ScheduleEditor.tsx'
import { useScheduleWords } from './schedule-words.ts'
import { StateBadge } from './StateBadge.tsx'
import { useChange } from './use-change.ts'

/** One connection: how it stands, when it is pulled, and what every pull did. */
export function ConnectionPage({ connection }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const [isRemoving, setRemoving] = useState(false)
  const { name, system, url } = connection
  return (
    <div className={classes.stack}>
      <a className={classes.back} href={connectionHash()}>
        {t('backToAll')}
      </a>
      <section className={classes.card} aria-labelledby="connection">
        <div className={classes.head}>
          <h2 id="connection" className="clip" title={name}>
            {name}
          </h2>
          <StateBadge connection={connection} />
          <span className={`${classes.quiet} clip`} title={url}>
            {t(`system.${system}`)} · {url}
          </span>
          <PullButtons connection={connection} />
          <span className={classes.buttons}>
            <Button
              size="xs"
              variant="default"
              component="a"
              href={connectionHash(name, 'edit')}
              leftSection={<IconPencil size={14} stroke={1.5} />}
            >
              {t('edit')}
            </Button>
            <Button size="xs" variant="default" leftSection={<IconTrash size={14} stroke={1.5} />} onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          </span>
        </div>
        <PullWork connection={connection} whole />
      </section>
      <div className={classes.columns}>
        <Standing connection={connection} />
        <ScheduleCard connection={connection} />
      </div>
      <RunHistory connection={connection} />
      <RemoveDialog name={name} isOpen={isRemoving} onClose={() => setRemoving(false)} />
    </div>
  )
}

function Standing({ connection }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const { freshAsOf, nextRunAt, callsToday, dailyCalls, user, objects, failures, hasAuthority } = connection
  const share = Math.min(100, (callsToday / dailyCalls) * 100)
  const calls = t('callsOf', { calls: format.cell(callsToday, 'count'), limit: format.cell(dailyCalls, 'count') })
  const facts: [string, ReactNode][] = [
    [t('freshAsOf'), freshAsOf === null ? t('neverPulled') : format.moment(freshAsOf)],
    [t('nextRun'), nextRunAt === null ? t(`noNext.${connection.state}`) : format.moment(nextRunAt)],
    [
      t('callsToday'),
      <span key="calls" className={classes.quota}>
        {calls}
        <Progress value={share} size={4} aria-label={t('callsToday')} color={share >= 90 ? 'var(--warning)' : 'var(--accent)'} />
      </span>,
    ],
    [t('objects'), objects.length === 0 ? t('allObjects') : objects.join(', ')],
    ...(user === null ? [] : ([[t('user'), user]] as [string, ReactNode][])),
    ...(failures === 0 ? [] : ([[t('failures'), format.cell(failures, 'count')]] as [string, ReactNode][])),
    ...(hasAuthority ? ([[t('authority'), t('authorityOwn')]] as [string, ReactNode][]) : []),
  ]
  return (
    <section className={classes.card} aria-label={t('standing')}>
      <h3>{t('standing')}</h3>
      <Facts facts={facts} />
    </section>
  )
}

function ScheduleCard({ connection: { name, schedule, state } }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const words = useScheduleWords()
  const change = useChange(name)
  const [draft, setDraft] = useState<Schedule | null>(null)
  const isSame = draft === null || JSON.stringify(draft) === JSON.stringify(schedule)
  return (
    <section className={classes.card} aria-label={t('schedule')}>
      <h3>{t('schedule')}</h3>
      {draft === null ? (
        <>
          <p>{words(schedule)}</p>
          {state === 'paused' && <p className={classes.quiet}>{t('pausedText')}</p>}
          <div>
            <Button size="xs" variant="default" onClick={() => setDraft(schedule)}>
              {t('changeSchedule')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <ScheduleEditor schedule={draft} onChange={setDraft} />
          {change.error !== null && <ErrorState compact error={change.error} />}
          <span className={classes.buttons}>
            <Button
              size="xs"
              disabled={isSame || change.isPending || !Schedule.safeParse(draft).success}
              onClick={() => change.mutate({ change: { schedule: draft } }, { onSuccess: () => setDraft(null) })}
            >
              {t('saveSchedule')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setDraft(null)}>
              {t('cancel')}
            </Button>
          </span>
        </>
      )}
    </section>
  )
}
