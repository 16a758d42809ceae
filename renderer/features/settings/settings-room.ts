import { create } from 'zustand'

export type Wish = 'undo' | 'redo' | 'versions'

/** What a command wants of the room; the page does it and forgets it. */
export const useWish = create<{ wish: Wish | null }>()(() => ({ wish: null }))

export function requestStep(wish: Wish): void {
  useWish.setState({ wish })
}

export const sections = ['money', 'calendar', 'working', 'stages', 'names', 'thresholds', 'view'] as const
export type Section = (typeof sections)[number]
