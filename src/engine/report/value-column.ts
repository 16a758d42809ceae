import type { PlannedCalculation, PlannedValue } from './plan.ts'

/** One value column of the result: a value (or a calculation) in one path of the column shelf; `path` null = without a column shelf. */
export interface ValueColumn {
  readonly id: string
  readonly value: PlannedValue
  readonly calculation: PlannedCalculation | null
  /** Computed, but no column of the result. */
  readonly hidden: boolean
  /** The row of report_columns, -1 = the column total, null = no column shelf. */
  readonly path: number | null
}
