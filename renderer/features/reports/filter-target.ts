import { create } from 'zustand'

/** The filter whose choices are open: by field, since one that has no value yet is not in the spec. */
interface FilterTarget {
  readonly field: string | null
  open(field: string): void
  close(): void
}

export const useFilterTarget = create<FilterTarget>()((set) => ({
  field: null,
  open: (field) => set({ field }),
  close: () => set({ field: null }),
}))
