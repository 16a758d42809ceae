import { z } from 'zod'

/** What may differ from one HubSpot account to another. */
export const HubSpotSettings = z.strictObject({
  /** `2026-03` and later dates, or `v3`: the paths of the years before. */
  apiVersion: z
    .string()
    .regex(/^(v3|20\d\d-(0[1-9]|1[0-2]))$/, 'v3, or a date such as 2026-03')
    .default('2026-03'),
})
export type HubSpotSettings = z.output<typeof HubSpotSettings>

/** What may differ from one 纷享销客 enterprise to another, or is told differently by what is published. */
export const FxiaokeSettings = z.strictObject({
  /** In whose name is read: an open id (`FSUID_…`); what this employee may not see does not come. */
  openUserId: z.string().min(1).max(200).optional(),
  /** Instead: the number of this employee's mobile phone, by which the id is asked for. */
  mobile: z
    .string()
    .regex(/^\+?\d{5,20}$/)
    .optional(),
  /** How records that were made invalid (作废) are asked for; `none` = they come with the others, or not at all. */
  invalid: z.enum(['life_status', 'is_deleted', 'none']).default('life_status'),
  pageSize: z.int().min(1).max(100).default(100),
})
export type FxiaokeSettings = z.output<typeof FxiaokeSettings>

/** A file of what belongs to one system only. */
export const SystemSettings = z.strictObject({ hubspot: HubSpotSettings.optional(), fxiaoke: FxiaokeSettings.optional() })
