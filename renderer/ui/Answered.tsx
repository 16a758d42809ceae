import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState, LoadingState } from './states.tsx'

/** Shows an answer's waiting and failing; its children draw the answer. An older answer stays while a new one is asked. */
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
  if (answer.data !== undefined && !(answer.isError && !answer.isPlaceholderData)) return children(answer.data)
  if (answer.isError) return <ErrorState error={answer.error} compact={compact} onRetry={() => void answer.refetch()} />
  // Nothing is asked while there is no engine; the banner of the frame says so.
  return answer.fetchStatus === 'fetching' ? <LoadingState /> : <LoadingState label={t('waiting')} />
}
