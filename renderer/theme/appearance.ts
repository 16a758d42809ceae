import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Rises = 'green' | 'red'

interface Appearance {
  readonly rises: Rises
  readonly sideBarFolded: boolean
  setRises(rises: Rises): void
  toggleSideBar(): void
}

/** How this person likes to see things. It lives in the browser, not in the workspace. The colour scheme is Mantine's own. */
export const useAppearance = create<Appearance>()(
  persist(
    (set) => ({
      rises: 'green',
      sideBarFolded: false,
      setRises: (rises) => set({ rises }),
      toggleSideBar: () => set((now) => ({ sideBarFolded: !now.sideBarFolded })),
    }),
    { name: 'helmdeck.appearance' },
  ),
)
