import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isAway } from './failure.ts'
import { ErrorState, LoadingState } from './states.tsx'

/** Shows an answer's waiting and failing; its children draw the answer. An older answer stays while a new one is asked, or can't be. */
export function Answered<Answer>({
  answer,
  compact = false,
  children,
}: {
  answer: UseQueryResult<Answer>
  compact?: boolean
  children: (data: Answer) => ReactNode
}) {
  const { t } = useTranslation('ui')
  const failed = answer.isError && !isAway(answer.error)
  if (answer.data !== undefined && !(failed && !answer.isPlaceholderData)) return children(answer.data)
  if (failed) return <ErrorState error={answer.error} compact={compact} onRetry={() => void answer.refetch()} />
  // Nothing is asked while there is no engine; the banner of the frame says so.
  return answer.fetchStatus === 'fetching' ? <LoadingState /> : <LoadingState label={t('waiting')} />
}
