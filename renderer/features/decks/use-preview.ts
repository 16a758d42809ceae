import { useState } from 'react'
import type { DeckProgress, SlidePreview } from '../../../src/contract/decks.ts'
import { useAnswer } from '../../data/queries.ts'
import type { Asked } from './use-deck-request.ts'

export interface Preview {
  readonly slides: readonly SlidePreview[]
  readonly left: readonly { readonly title: string; readonly text: { readonly zh: string; readonly en: string } }[]
  /** null while nothing is under way. */
  readonly progress: DeckProgress | null
  readonly isWaiting: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** The slides as they will be, those that are left out among them: they can be taken in again. */
export function usePreview({ without: _without, ...request }: Asked): Preview {
  const [progress, setProgress] = useState<DeckProgress | null>(null)
  const isEmpty = request.deck.length === 0
  const answer = useAnswer(
    'data',
    ['decks.preview', request],
    async (api, options) => {
      try {
        return await api.decks.preview(request, { ...options, onProgress: setProgress })
      } finally {
        setProgress(null)
      }
    },
    { enabled: !isEmpty },
  )
  const isWaiting = !isEmpty && (answer.isFetching || answer.isPending)
  return {
    slides: isEmpty ? [] : (answer.data?.slides ?? []),
    left: isEmpty ? [] : (answer.data?.left ?? []),
    progress,
    isWaiting,
    error: answer.isError && !answer.isFetching ? answer.error : null,
    retry: () => void answer.refetch(),
  }
}
