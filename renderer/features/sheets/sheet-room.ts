import { create } from 'zustand'

export type SheetWish = 'undo' | 'redo' | 'add-row'

/** What a command wants of the room; the page does it and forgets it. */
export const useSheetWish = create<{ wish: SheetWish | null }>()(() => ({ wish: null }))

export function requestOfSheet(wish: SheetWish): void {
  useSheetWish.setState({ wish })
}
