import { create } from 'zustand'
import type { MetricFilter } from '../../../src/contract/report-spec.ts'

type Measured = Pick<MetricFilter, 'metric' | 'stat' | 'params'>

/** The filter whose choices are open: by field, since one that has no value yet is not in the spec. */
interface FilterTarget {
  readonly field: string | null
  /** What the condition is about that has no number yet. */
  readonly measured: Measured | null
  open(field: string): void
  openMetric(measured: Measured): void
  close(): void
}

/** The condition that is being made; those in the spec are `having#0`, `having#1` … */
export const newCondition = 'having#new'

export const useFilterTarget = create<FilterTarget>()((set) => ({
  field: null,
  measured: null,
  open: (field) => set({ field, measured: null }),
  openMetric: (measured) => set({ field: newCondition, measured }),
  close: () => set({ field: null, measured: null }),
}))
