import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

/** Ways to divide what a deal brought among the channels on its path, from the simplest to those that look at all paths. */
export const attributionModels = [
  'first',
  'last',
  'last-non-direct',
  'linear',
  'time-decay',
  'position',
  'u-shaped',
  'w-shaped',
  'full-path',
  'markov',
  'shapley',
] as const
export const AttributionModel = z.enum(attributionModels)
export type AttributionModel = z.infer<typeof AttributionModel>

export const attributionModelWords: Readonly<Record<AttributionModel, LocalText>> = {
  first: { zh: '首次触点', en: 'First touch' },
  last: { zh: '末次触点', en: 'Last touch' },
  'last-non-direct': { zh: '末次非直接触点', en: 'Last, not direct' },
  linear: { zh: '线性', en: 'Linear' },
  'time-decay': { zh: '时间衰减', en: 'Time decay' },
  position: { zh: '首末 40/20/40', en: 'Position 40/20/40' },
  'u-shaped': { zh: 'U 型', en: 'U shape' },
  'w-shaped': { zh: 'W 型', en: 'W shape' },
  'full-path': { zh: '全路径', en: 'Full path' },
  markov: { zh: '马尔可夫', en: 'Markov' },
  shapley: { zh: 'Shapley 值', en: 'Shapley' },
}

export const ChannelsParams = z.strictObject({
  ...commonParams,
  ...breakdown,
  /**
   * - `lead-created`: the leads created in the period, with all that became of them by the day of the study
   * - `closed`: each step in the period in which it happened, won deals by their closing
   * - `cash`: as `closed`, and revenue is the money received in the period
   */
  basis: z.enum(['lead-created', 'closed', 'cash']).default('lead-created'),
  /** What is compared: channels, or a finer level of them. */
  level: z.enum(['channel', 'source', 'medium', 'campaign']).default('channel'),
  /** The model of the headline, of the returns and of the breakdown; all are worked out side by side. */
  model: AttributionModel.default('linear'),
  /** Touches longer before the deal's closing count as none; null = however long ago. */
  lookBackDays: z.int().min(0).max(3660).nullable().default(365),
  /** Several touches of one channel in a row count as one. */
  collapse: z.boolean().default(false),
  /** Time decay: a touch counts half as much for every so many days it lies back. */
  halfLifeDays: z.number().positive().max(3660).default(7),
  /** Channels that count as coming by themselves, by their names. */
  direct: z.array(z.string().min(1)).max(50).default(['Direct', '(direct)', '直接访问', '自然到访']),
  /** Deals and leads without a touch on record: credited to the channel they name, or to none. */
  withoutTouches: z.enum(['own-channel', 'unattributed']).default('own-channel'),
  /** What counts as a lead: all, or those not marked invalid. */
  leads: z.enum(['all', 'valid']).default('all'),
  /** Spend without a channel (tools, salaries): stands apart, or is shared out by the channels' own spend or by their leads. */
  sharedSpend: z.enum(['apart', 'by-spend', 'by-leads']).default('apart'),
  /** Gross margin, as a share of revenue, of deals whose cost nobody knows; null = such deals bring no margin. */
  marginRate: z.number().min(0).max(1).nullable().default(null),
  /** How many paths are listed, and how many touches of a path are shown before its middle is left out. */
  paths: z.int().min(1).max(500).default(25),
  longestPath: z.int().min(3).max(20).default(6),
})
export type ChannelsParams = z.output<typeof ChannelsParams>
