import type { RetentionWindow } from './cohort-periods.ts'

/** As queries/studies/cohorts/cells.sql tells it; cohort null = all. Money is exact text. */
export interface CellRow {
  readonly cohort: number | null
  readonly age: number
  readonly customers: number
  readonly is_open: boolean
  readonly bought: number
  readonly bought_later: number
  readonly amount: string
  readonly cumulative: string
  readonly first_amount: string
}

/** As queries/studies/cohorts/cohorts.sql tells it; cohort null = all. */
export interface CohortRow {
  readonly cohort: number | null
  readonly customers: number
  readonly again: number
  readonly amount: string
}

/** As queries/studies/cohorts/groups.sql tells it. */
export interface GroupRow {
  readonly value: string | null
  readonly age: number
  readonly customers: number
  readonly bought: number
  readonly bought_later: number
  readonly amount: string
}

/** As queries/studies/cohorts/retention.sql tells it. */
export interface RetentionRow {
  readonly number: number
  readonly customers: number
  readonly before: string
  readonly churned: string
  readonly less: string
  readonly more: string
  readonly back: string
  readonly new: string
  readonly now: string
  readonly start_customers: number
  readonly lost_customers: number
}

/** All that the database says of one question. */
export interface CohortFacts {
  readonly width: number
  readonly days: { readonly from: number; readonly to: number }
  readonly cells: readonly CellRow[]
  readonly cohorts: readonly CohortRow[]
  readonly total: CohortRow
  readonly groups: readonly GroupRow[]
  readonly windows: readonly RetentionWindow[]
  readonly retention: readonly RetentionRow[]
  readonly gaps: { readonly n: number; readonly p90: number | null; readonly first_day: number | null }
  readonly others: { readonly unfounded: number; readonly only_returns: number }
}

export const noCohort: CohortRow = { cohort: null, customers: 0, again: 0, amount: '0' }
