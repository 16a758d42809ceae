import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionEntry } from '../../../src/contract/pulls.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { EmptyState } from '../../ui/states.tsx'
import classes from './connections.module.css'
import { connectionHash, newConnection } from './connections-addresses.ts'
import { PullButtons } from './PullButtons.tsx'
import { PullWork } from './PullWork.tsx'
import { StateBadge } from './StateBadge.tsx'
import { useScheduleWords } from './schedule-words.ts'

/** Every system this workspace follows: how fresh, how well, what next. */
export function ConnectionList({ connections }: { connections: readonly ConnectionEntry[] }) {
  const { t } = useTranslation('connections')
  const button = (
    <Button component="a" href={connectionHash(newConnection)} leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t('connect')}
    </Button>
  )
  if (connections.length === 0)
    return (
      <EmptyState icon={IconPlugConnected} title={t('none')} action={button}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <p className={classes.intro}>{t('intro')}</p>
        {button}
      </div>
      {connections.map((connection) => (
        <ConnectionCard key={connection.name} connection={connection} />
      ))}
    </div>
  )
}

function ConnectionCard({ connection }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const words = useScheduleWords()
  const { name, system, url, freshAsOf, nextRunAt, schedule, callsToday, dailyCalls } = connection
  const moment = (at: string | null): string => (at === null ? '–' : format.moment(at))
  return (
    <section className={classes.card} aria-labelledby={`connection-${name}`}>
      <div className={classes.head}>
        <h2 id={`connection-${name}`} className="clip">
          <a href={connectionHash(name)} title={name}>
            {name}
          </a>
        </h2>
        <StateBadge connection={connection} />
        <span className={`${classes.quiet} clip`} title={url}>
          {t(`system.${system}`)} · {url}
        </span>
        <PullButtons connection={connection} />
      </div>
      <PullWork connection={connection} />
      <dl className={classes.facts}>
        <Fact name={t('freshAsOf')} value={freshAsOf === null ? t('neverPulled') : format.moment(freshAsOf)} />
        <Fact name={t('lastRun')} value={connection.lastRun === null ? '–' : t(`run.${connection.lastRun.state}`)} />
        <Fact name={t('nextRun')} value={schedule.kind === 'off' ? words(schedule) : moment(nextRunAt)} />
        <Fact
          name={t('callsToday')}
          value={t('callsOf', { calls: format.cell(callsToday, 'count'), limit: format.cell(dailyCalls, 'count') })}
        />
      </dl>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
    </div>
  )
}
