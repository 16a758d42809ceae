import { z } from 'zod'

const days = (standard: number) => z.int().min(0).max(3650).default(standard)
const minutes = (standard: number) => z.int().min(1).max(525_600).default(standard)

/** When something is late, stale or too much; studies, rules and metrics take their limits from here. */
export const Thresholds = z.strictObject({
  /** Response time a lead must be answered within, for the response rate. */
  responseMinutes: minutes(60),
  hotLeadCallMinutes: minutes(30),
  hotLeadFollowUpHours: z.int().min(1).max(8760).default(24),
  /** A lead nobody touched for so long has leaked away. */
  leakageDays: days(7),
  coldLeadDays: days(30),
  pageViews: z.int().min(1).max(1000).default(3),
  highValueAmount: z.number().min(0).default(100_000),
  highValueQuietDays: days(3),
  staleDealDays: days(30),
  slippedPushes: z.int().min(1).max(100).default(2),
  activeCustomerDays: days(7),
  /** Two owners on one customer within so many days collide. */
  collisionDays: days(30),
  discountLimit: z.number().min(0).max(1).default(0.2),
  instalmentDueDays: days(7),
  paidWithoutDeliveryDays: days(7),
  complaintHours: z.int().min(1).max(8760).default(24),
})
export type Thresholds = z.output<typeof Thresholds>
