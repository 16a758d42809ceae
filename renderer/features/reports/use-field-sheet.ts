import { create } from 'zustand'

/** What is set for fields as such: how the values of one stand and look, or which fields lead from coarse to fine. */
export type FieldSheet = { readonly is: 'order'; readonly field: string | null } | { readonly is: 'hierarchies' }

interface FieldSheets {
  readonly sheet: FieldSheet | null
  open(sheet: FieldSheet): void
  close(): void
}

export const useFieldSheet = create<FieldSheets>()((set) => ({
  sheet: null,
  open: (sheet) => set({ sheet }),
  close: () => set({ sheet: null }),
}))
