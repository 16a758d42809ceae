import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

/** Whether a customer bought within the days after which nobody counts as one any more. */
export const cohortStateWords = {
  active: { zh: '活跃', en: 'Active' },
  lost: { zh: '已流失', en: 'Lost' },
} as const satisfies Readonly<Record<string, LocalText>>

export const CohortsParams = z.strictObject({
  ...commonParams,
  /** Read at the event that makes a customer one of a cohort, as the filters are. */
  ...breakdown,
  /**
   * What makes a customer one of a cohort:
   * - `first-purchase`: the first confirmed order, or the first won deal where there are no orders
   * - `first-won`: the first won deal; won deals are what is followed
   * - `lead-created`: the first lead of a customer, if it came no later than the first purchase
   */
  start: z.enum(['first-purchase', 'first-won', 'lead-created']).default('first-purchase'),
  /** How wide cohorts and their periods are. */
  grain: z.enum(['month', 'quarter', 'year']).default('month'),
  /** Who counts as back in a period: who bought in it, or in it or any later one. */
  returned: z.enum(['on', 'on-or-after']).default('on'),
  /** So many periods after the first are followed. */
  periods: z.int().min(1).max(60).default(12),
  /**
   * Which money is held against which, for the retention of money at the end of each period:
   * - `trailing-year`: the 12 months up to its end against the 12 months before those
   * - `year-before`: the period against the same days a year earlier
   * - `period-before`: the period against the one before it
   */
  against: z.enum(['trailing-year', 'year-before', 'period-before']).default('trailing-year'),
  /** A customer who bought nothing for so many days is lost. */
  lostDays: z.int().min(1).max(3660).default(365),
})
export type CohortsParams = z.output<typeof CohortsParams>
