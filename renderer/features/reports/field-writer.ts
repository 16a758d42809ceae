import { create } from 'zustand'
import type { DimensionShelf } from './report-moves.ts'

/** The field that is being written: a new one, one made of a dimension and put in its place, or one there is. */
export type Writing =
  | { readonly is: 'metric' | 'dimension' }
  | {
      readonly is: 'groups' | 'bins'
      readonly of: string
      readonly at?: { readonly shelf: DimensionShelf; readonly index: number }
    }
  | { readonly is: 'edit'; readonly id: string }

interface FieldWriter {
  readonly writing: Writing | null
  open(writing: Writing): void
  close(): void
}

export const useFieldWriter = create<FieldWriter>()((set) => ({
  writing: null,
  open: (writing) => set({ writing }),
  close: () => set({ writing: null }),
}))
