import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'

export const WinLossParams = z.strictObject({
  ...commonParams,
  ...breakdown,
  /** `closed` takes deals that were won or lost in the period, `created` follows those that were created in it. */
  basis: z.enum(['closed', 'created']).default('closed'),
  /**
   * What a win is held against:
   * - `closed-only`: won and lost
   * - `all`: every deal, the open ones too
   * - `overdue-lost`: as closed-only, and an open deal past its expected close counts as lost
   */
  against: z.enum(['closed-only', 'all', 'overdue-lost']).default('closed-only'),
  /** Only deals that entered a stage of this name, in any pipeline. */
  fromStage: z.string().min(1).max(200).nullable().default(null),
  /** Lost for one of these reasons = set apart, neither won nor lost: duplicates, tests, no decision. */
  setApart: z.array(z.string().min(1).max(500)).max(100).default([]),
  /** Fields that are looked through for what goes with winning; the usual ones that are filled unless given. */
  drivers: z.array(z.string().min(1)).max(20).optional(),
  /** A value with fewer decided deals than this is not called out. */
  leastDeals: z.int().min(1).max(10_000).default(10),
})
export type WinLossParams = z.output<typeof WinLossParams>
