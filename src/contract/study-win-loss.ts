import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

/** What becomes of a deal, and what losses are about. */
export const lossThemeWords = {
  won: { zh: '赢单', en: 'Won' },
  price: { zh: '价格', en: 'Price' },
  budget: { zh: '预算', en: 'Budget' },
  competitor: { zh: '竞争对手', en: 'Competitor' },
  product: { zh: '产品与功能', en: 'Product and features' },
  timing: { zh: '时机', en: 'Timing' },
  decision: { zh: '没有决定', en: 'No decision' },
  contact: { zh: '失去联系', en: 'Lost touch' },
  relationship: { zh: '关系与服务', en: 'Relationship and service' },
  other: { zh: '其他', en: 'Other' },
  none: { zh: '未填写', en: 'Not stated' },
  apart: { zh: '另计', en: 'Set apart' },
  open: { zh: '在手', en: 'Open' },
} as const satisfies Readonly<Record<string, LocalText>>

/** Reasons that mean the same, under a name of one's own. */
export const ReasonGroup = z.strictObject({
  name: z.string().min(1).max(120),
  reasons: z.array(z.string().min(1).max(500)).min(1).max(200),
})
export type ReasonGroup = z.infer<typeof ReasonGroup>

/** Amounts in the reporting currency up to which a deal belongs to a band, itself included; what is larger is in one more. */
const SizeBands = z
  .array(z.number())
  .min(1)
  .max(9)
  .refine((ends) => ends.every((end, place) => place === 0 || end > (ends[place - 1] ?? end)), { message: 'numbers that rise' })

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
  /** How deals are told apart by size; quarters of the decided deals unless given. */
  sizeBands: SizeBands.nullable().default(null),
  /** How lost reasons are gathered; one that is in none of these is gathered by its words. */
  reasonGroups: z.array(ReasonGroup).max(20).default([]),
  /** Fields that are looked through for what goes with winning; the usual ones that are filled unless given. */
  drivers: z.array(z.string().min(1)).max(20).optional(),
  /** A value with fewer decided deals than this is not called out. */
  leastDeals: z.int().min(1).max(10_000).default(10),
})
export type WinLossParams = z.output<typeof WinLossParams>
