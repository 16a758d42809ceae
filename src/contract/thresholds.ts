import { z } from 'zod'

const days = (standard: number) => z.int().min(0).max(3650).default(standard)

/** When something is late or quiet too long; metrics take their limits from here. A limit comes with what reads it. */
export const Thresholds = z.strictObject({
  /** Response time a lead must be answered within, for the response rate. */
  responseMinutes: z.int().min(1).max(525_600).default(60),
  /** A lead nobody touched for so long has leaked away. */
  leakageDays: days(7),
  activeCustomerDays: days(7),
})
export type Thresholds = z.output<typeof Thresholds>

/** Limits that workspaces of earlier versions keep and nothing ever read. */
export const formerThresholds: readonly string[] = [
  'hotLeadCallMinutes',
  'hotLeadFollowUpHours',
  'coldLeadDays',
  'pageViews',
  'highValueAmount',
  'highValueQuietDays',
  'staleDealDays',
  'slippedPushes',
  'collisionDays',
  'discountLimit',
  'instalmentDueDays',
  'paidWithoutDeliveryDays',
  'complaintHours',
]
