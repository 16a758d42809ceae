import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionEntry, PullRun } from '../../../src/contract/pulls.ts'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Pager } from '../data/Pager.tsx'
import classes from './connections.module.css'
import { HeldBack } from './HeldBack.tsx'
import { RunObjects } from './RunObjects.tsx'

const pageSize = 20

/** Every pull of a connection, newest first; the newest lies open. */
export function RunHistory({ connection }: { connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const [offset, setOffset] = useState(0)
  const { name } = connection
  const answer = useAnswer('connections', ['runs', name, offset], (api, options) =>
    api.connections.runs({ name, offset, limit: pageSize }, options),
  )
  return (
    <section className={classes.card} aria-label={t('runs')}>
      <h3>{t('runs')}</h3>
      <Answered answer={answer} compact>
        {({ total, runs }) =>
          total === 0 ? (
            <p className={classes.quiet}>{t('noRuns')}</p>
          ) : (
            <>
              {runs.map((run, index) => (
                <Run key={run.id} run={run} isNewest={offset === 0 && index === 0} connection={connection} />
              ))}
              {total > pageSize && <Pager offset={offset} size={pageSize} total={total} onMove={setOffset} />}
            </>
          )
        }
      </Answered>
    </section>
  )
}

const tones: Partial<Record<PullRun['state'], 'good' | 'warning' | 'bad'>> = { done: 'good', partial: 'warning', failed: 'bad' }

function Run({ run, isNewest, connection }: { run: PullRun; isNewest: boolean; connection: ConnectionEntry }) {
  const { t } = useTranslation('connections')
  const local = useLocal()
  const format = useFormat()
  const { startedAt, finishedAt, state, trigger, calls, serverShare, isResumed, secret, load, objects, problem } = run
  const parts = [
    t(`trigger.${trigger}`),
    t('runEnded', { at: format.moment(finishedAt) }),
    t('runCalls', { count: calls, shown: format.cell(calls, 'count') }),
    t('serverShare', { share: format.cell(serverShare, 'percent', 0) }),
    ...(isResumed ? [t('isResumed')] : []),
    ...(secret === 'given' ? [t('secretGiven')] : []),
  ]
  return (
    <details className={classes.run} open={isNewest}>
      <summary>
        <span className={classes.runAt}>{format.moment(startedAt)}</span>
        <span className={classes.badge} data-tone={tones[state]}>
          {t(`run.${state}`)}
        </span>
        <span className={classes.quiet}>{parts.join(' · ')}</span>
      </summary>
      <div className={classes.runBody}>
        {problem !== null && <p className={classes.problem}>{local(problem.message)}</p>}
        {isNewest && <HeldBack connection={connection} objects={objects} />}
        {objects.length > 0 && <RunObjects objects={objects} />}
        {load === null ? (
          state === 'done' && <p className={classes.quiet}>{t('noLoad')}</p>
        ) : (
          <p>
            <a href={hashOf('data', 'loads', String(load))}>{t('showLoad', { load })}</a> ·{' '}
            <a href={hashOf('data', 'loads')}>{t('undoLoad')}</a>
          </p>
        )}
      </div>
    </details>
  )
}
