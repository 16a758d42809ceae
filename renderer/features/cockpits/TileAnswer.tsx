import { Button } from '@mantine/core'
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnectionState } from '../../data/session.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './cockpits.module.css'

interface AnswerProps<Answer> {
  readonly answer: UseQueryResult<Answer>
  /** How the answer is known to the cache, without the version of the data. */
  readonly queryKey: readonly unknown[]
  readonly children: (data: Answer) => ReactNode
}

/** A tile's answer, and while it is on its way how long it has been and a way to stop it; a stopped one can be asked again. */
export function TileAnswer<Answer>({ answer, queryKey, children }: AnswerProps<Answer>) {
  const { t } = useTranslation('cockpits')
  const queries = useQueryClient()
  const isOpen = useConnectionState() === 'open'
  const isFresh = answer.isSuccess && !answer.isPlaceholderData
  const isStopped = isOpen && answer.fetchStatus === 'idle' && !isFresh && !answer.isError
  const again = (
    <Button size="compact-xs" variant="default" onClick={() => void answer.refetch()}>
      {t('askAgain')}
    </Button>
  )
  if (isStopped && answer.data === undefined) return <EmptyState compact title={t('stopped')} action={again} />
  return (
    <>
      <Answered answer={answer} compact>
        {children}
      </Answered>
      {answer.fetchStatus === 'fetching' && <Asking onStop={() => void queries.cancelQueries({ queryKey: ['data', ...queryKey] })} />}
      {isStopped && (
        <div className={classes.asking} role="status">
          {t('stoppedEarlier')} {again}
        </div>
      )}
    </>
  )
}

/** Shown only when an answer takes longer than a moment. */
function Asking({ onStop }: { onStop: () => void }) {
  const { t } = useTranslation('cockpits')
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  if (seconds === 0) return null
  return (
    <div className={classes.asking} role="status">
      <span>{t('asking', { seconds })}</span>
      <Button size="compact-xs" variant="default" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  )
}
