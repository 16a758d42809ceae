import type { DealMove, RowChange } from '../../../src/contract/load-changes.ts'

/** Which of a load's changes are looked at; null = all. */
export interface ChangesFilter {
  readonly entity: string | null
  readonly kind: RowChange | DealMove | null
}

export const everything: ChangesFilter = { entity: null, kind: null }

export const isSame = (a: ChangesFilter, b: ChangesFilter): boolean => a.entity === b.entity && a.kind === b.kind
