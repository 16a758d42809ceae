import { create } from 'zustand'

interface Dialogs {
  readonly shortcuts: boolean
  setShortcuts(open: boolean): void
}

export const useDialogs = create<Dialogs>()((set) => ({ shortcuts: false, setShortcuts: (shortcuts) => set({ shortcuts }) }))
