import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StudyName } from '../../../src/contract/studies.ts'
import type { StudyResult } from '../../../src/contract/study-result.ts'
import { useAnswer } from '../../data/queries.ts'
import { useConnectionState } from '../../data/session.tsx'
import { isAway, isCancelled } from '../../ui/failure.ts'
import type { Params } from './params/study-form.ts'

/** An answer with the params that it was asked with: the rows behind it are asked with the same. */
export interface AnsweredStudy {
  readonly params: Params
  readonly result: StudyResult
}

export interface AskedStudy {
  /** The last good answer: it stays while the next one is on its way, or can't be had. */
  readonly last: AnsweredStudy | null
  readonly state: 'fresh' | 'asking' | 'stopped' | 'failed' | 'away'
  readonly error: unknown
  readonly stop: () => void
  readonly again: () => void
}

/** Asks a study anew with every other params. */
export function useStudy(study: StudyName, params: Params): AskedStudy {
  const queries = useQueryClient()
  const isOpen = useConnectionState() === 'open'
  const key = ['studies.run', study, params]
  const answer = useAnswer('data', key, (api, options) => api.studies.run({ study, params }, options))
  const [last, setLast] = useState<AnsweredStudy | null>(null)
  if (answer.isSuccess && !answer.isPlaceholderData && last?.result !== answer.data) setLast({ params, result: answer.data })
  const stateOf = (): AskedStudy['state'] => {
    if (answer.fetchStatus === 'fetching') return answer.isSuccess && !answer.isPlaceholderData ? 'fresh' : 'asking'
    if (answer.isError && isCancelled(answer.error)) return 'stopped'
    if (answer.isError && !isAway(answer.error)) return 'failed'
    if (answer.isSuccess && !answer.isPlaceholderData) return 'fresh'
    return isOpen ? 'stopped' : 'away'
  }
  return {
    last,
    state: stateOf(),
    error: answer.error,
    stop: () => void queries.cancelQueries({ queryKey: ['data', ...key] }),
    again: () => void answer.refetch(),
  }
}
