import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Appearance {
  readonly sideBarFolded: boolean
  toggleSideBar(): void
}

/** How this person likes to see things. It lives in the browser, not in the workspace. The colour scheme is Mantine's own. */
export const useAppearance = create<Appearance>()(
  persist(
    (set) => ({
      sideBarFolded: false,
      toggleSideBar: () => set((now) => ({ sideBarFolded: !now.sideBarFolded })),
    }),
    { name: 'helmdeck.appearance' },
  ),
)
