import { z } from 'zod'
import { Day } from './report-spec.ts'
import { commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

const Score = z.array(z.int().min(1).max(5)).min(1).max(5)

/** Where one scale is cut into five: a value above a cut scores one more. */
const Cuts = z
  .array(z.number())
  .length(4)
  .refine((cuts) => cuts.every((cut, place) => place === 0 || cut >= (cuts[place - 1] ?? cut)), {
    message: 'four numbers that do not fall',
  })

/** A segment of one's own: the scores of each scale that belong to it; a scale that is left out does not matter. The first that fits counts. */
export const RfmSegment = z.strictObject({
  name: z.string().min(1).max(120),
  r: Score.optional(),
  f: Score.optional(),
  m: Score.optional(),
})
export type RfmSegment = z.infer<typeof RfmSegment>

/** What the segments of both schemes are called; one's own are called by their names. */
export const rfmSegmentWords = {
  'important-value': { zh: '重要价值客户', en: 'Important: value' },
  'important-keep': { zh: '重要保持客户', en: 'Important: keep' },
  'important-develop': { zh: '重要发展客户', en: 'Important: develop' },
  'important-retain': { zh: '重要挽留客户', en: 'Important: win back' },
  'general-value': { zh: '一般价值客户', en: 'General: value' },
  'general-keep': { zh: '一般保持客户', en: 'General: keep' },
  'general-develop': { zh: '一般发展客户', en: 'General: develop' },
  'general-retain': { zh: '一般挽留客户', en: 'General: win back' },
  champions: { zh: '冠军客户', en: 'Champions' },
  loyal: { zh: '忠诚客户', en: 'Loyal' },
  'potential-loyalist': { zh: '潜在忠诚客户', en: 'Potential loyalists' },
  new: { zh: '新客户', en: 'New' },
  promising: { zh: '有望客户', en: 'Promising' },
  'needs-attention': { zh: '需要关注', en: 'Need attention' },
  'about-to-sleep': { zh: '即将沉睡', en: 'About to sleep' },
  'cant-lose': { zh: '不能失去', en: 'Cannot lose' },
  'at-risk': { zh: '有流失风险', en: 'At risk' },
  hibernating: { zh: '沉睡客户', en: 'Hibernating' },
  lost: { zh: '流失客户', en: 'Lost' },
  other: { zh: '其余客户', en: 'Other' },
} as const satisfies Readonly<Record<string, LocalText>>

export type RfmSegmentId = keyof typeof rfmSegmentWords

/** The segments of each scheme, in their order. */
export const rfmSchemes = {
  'chinese-8': [
    'important-value',
    'important-keep',
    'important-develop',
    'important-retain',
    'general-value',
    'general-keep',
    'general-develop',
    'general-retain',
  ],
  'international-11': [
    'champions',
    'loyal',
    'potential-loyalist',
    'new',
    'promising',
    'needs-attention',
    'about-to-sleep',
    'cant-lose',
    'at-risk',
    'hibernating',
    'lost',
  ],
} as const satisfies Readonly<Record<string, readonly RfmSegmentId[]>>

/** A segment of one's own by its place in the list, as drills and `profile` name it; who fits none is `other`. */
export const ownSegmentId = (place: number): string => `own-${place + 1}`

export const RfmParams = z.strictObject({
  ...commonParams,
  /** Without a period purchases of this many months up to the day of the study count. */
  months: z.int().min(1).max(240).default(24),
  /**
   * - `quantile`: cuts at 20, 40, 60 and 80 % of the customers; equal values score equal
   * - `fixed`: cuts of one's own
   * - `mean`: above or below the mean of each scale, 5 or 1
   */
  method: z.enum(['quantile', 'fixed', 'mean']).default('quantile'),
  /** Days since the last purchase, for `fixed`; few days score high. */
  recencyCuts: Cuts.default([30, 90, 180, 365]),
  /** Number of purchases, for `fixed`. */
  frequencyCuts: Cuts.default([1, 2, 4, 9]),
  /** Money in the reporting currency, for `fixed`. */
  monetaryCuts: Cuts.default([1_000, 10_000, 100_000, 1_000_000]),
  monetary: z.enum(['total', 'average']).default('total'),
  segments: z.union([z.enum(['chinese-8', 'international-11']), z.array(RfmSegment).min(1).max(40)]).default('chinese-8'),
  /** An earlier day: how customers moved between the segments of then and now. */
  compareWith: Day.nullable().default(null),
  /** Fields whose values are held against those of all customers, for one segment (by its id). */
  profile: z
    .strictObject({ segment: z.string().min(1), fields: z.array(z.string().min(1)).min(1).max(8).optional() })
    .nullable()
    .default(null),
  /** Who stands in the list of customers: everybody, or the segment of `profile` alone. */
  listed: z.enum(['all', 'profile']).default('all'),
  /** So many customers stand in the list, those with the most money first. */
  list: z.int().min(0).max(1_000_000).default(200),
})
export type RfmParams = z.output<typeof RfmParams>
