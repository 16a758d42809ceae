import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { navigate } from './router.ts'

/** Where each step of the tour leads. */
export const tourSteps = [
  { id: 'home', page: 'home' },
  { id: 'cockpits', page: 'cockpits' },
  { id: 'reports', page: 'reports' },
  { id: 'studies', page: 'studies' },
  { id: 'decks', page: 'decks' },
] as const

interface Tour {
  /** Null while nobody is shown around. */
  readonly step: number | null
  /** It was taken or declined: nobody is asked again. */
  readonly isKnown: boolean
}

export const useTour = create<Tour>()(
  persist((): Tour => ({ step: null, isKnown: false }), { name: 'helmdeck.tour', partialize: ({ isKnown }) => ({ isKnown }) }),
)

/** Past the last step it is over. */
export function goToStep(step: number): void {
  const next = tourSteps[step]
  if (next === undefined) return endTour()
  useTour.setState({ step })
  navigate(next.page)
}

export function endTour(): void {
  useTour.setState({ step: null, isKnown: true })
}
