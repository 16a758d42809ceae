import { z } from 'zod'
import { Day, DimensionUse, Filter, Period, RelativePeriod } from './report-spec.ts'

/** What every study takes. Without a period a study takes the last 12 full months before the workspace clock, and says so. */
export const commonParams = {
  period: z.union([Period, RelativePeriod]).optional(),
  /** The day from which is looked back; the workspace clock unless given. */
  asOf: Day.optional(),
  filters: z.array(Filter).max(40).default([]),
}

/** One dimension that breaks a study down. */
export const breakdown = { by: DimensionUse.nullable().default(null) }
