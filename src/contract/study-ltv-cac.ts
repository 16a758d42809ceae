import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

/** Customers by what they are predicted to bring: the first fifth of them, the next three tenths, the other half. */
export const valueTierWords = {
  high: { zh: '高价值（前 20%）', en: 'High (top 20 %)' },
  middle: { zh: '中价值（其后 30%）', en: 'Middle (next 30 %)' },
  low: { zh: '低价值（其余 50%）', en: 'Low (other 50 %)' },
} as const satisfies Readonly<Record<string, LocalText>>

/** Customers are those whose first purchase lies in the period; filters and the breakdown are read at that purchase. */
export const LtvCacParams = z.strictObject({
  ...commonParams,
  ...breakdown,
  /** What a purchase is worth: what is left of it after its cost, or all of it. Only a margin is held against a cost. Without it the margin, or revenue where nobody knows any cost. */
  basis: z.enum(['margin', 'revenue']).optional(),
  /** The margin of purchases whose cost nobody knows, as a share of their amount; that of all purchases with a cost unless given. */
  marginRate: z.number().min(0).max(1).nullable().default(null),
  /**
   * The cost that a customer's worth is held against:
   * - `loaded`: all spend, salaries and tools too, over all new customers
   * - `blended`: programme spend over all new customers
   * - `paid`: programme spend of paid channels over the new customers who came through one; only those are looked at
   */
  cac: z.enum(['loaded', 'blended', 'paid']).default('loaded'),
  /** Months between spend and win; the measured median of lead to won, in days, unless given. */
  lagMonths: z.int().min(0).max(60).nullable().default(null),
  /** Worth is counted up to this month of a customer's age; as far as the data reach unless given. */
  months: z.int().min(1).max(120).nullable().default(null),
  /** How purchases to come are predicted. */
  model: z.enum(['bg-nbd', 'pareto-nbd', 'none']).default('bg-nbd'),
  /** So much of the history is held out and foretold from the rest, to try the model. */
  holdOut: z.number().min(0.1).max(0.5).default(0.33),
  predictMonths: z.int().min(1).max(60).default(12),
  /** By which money a year from now is worth less than today's. */
  discountRate: z.number().min(0).max(1).default(0.1),
  /** So many customers stand in the list, those who are predicted to bring most first. */
  list: z.int().min(0).max(1_000_000).default(200),
})
export type LtvCacParams = z.output<typeof LtvCacParams>
/** With the basis that was taken. */
export type SettledLtvCacParams = LtvCacParams & { readonly basis: 'margin' | 'revenue' }
