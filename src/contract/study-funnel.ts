import { z } from 'zod'
import { breakdown, commonParams } from './study-params.ts'
import type { LocalText } from './text.ts'

/** What can happen to a lead, a deal or an account on its way to the next purchase; before it stands what was spent. */
export const funnelEvents = [
  'spend',
  'touch',
  'lead',
  'mql',
  'sql',
  'opportunity',
  'stage',
  'quote',
  'contract',
  'won',
  'lost',
  'order',
  'paid',
  'repeat',
] as const
export const FunnelEvent = z.enum(funnelEvents)
export type FunnelEvent = z.infer<typeof FunnelEvent>

/** What they are called; a stage by its own name. */
export const funnelEventWords: Readonly<Record<FunnelEvent, LocalText>> = {
  spend: { zh: '投入', en: 'Spend' },
  touch: { zh: '触点', en: 'Touch' },
  lead: { zh: '线索', en: 'Lead' },
  mql: { zh: 'MQL', en: 'MQL' },
  sql: { zh: 'SQL', en: 'SQL' },
  opportunity: { zh: '商机', en: 'Opportunity' },
  stage: { zh: '阶段', en: 'Stage' },
  quote: { zh: '报价', en: 'Quote' },
  contract: { zh: '合同', en: 'Contract' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '输单', en: 'Lost' },
  order: { zh: '订单', en: 'Order' },
  paid: { zh: '回款', en: 'Paid' },
  repeat: { zh: '复购', en: 'Bought again' },
}

/** A step: an event, of a `stage` the entry of that stage by its name. */
export const FunnelStep = z
  .strictObject({ event: FunnelEvent, stage: z.string().min(1).max(200).optional() })
  .refine(({ event, stage }) => (event === 'stage') === (stage !== undefined), { message: 'a stage step names its stage', path: ['stage'] })
export type FunnelStep = z.infer<typeof FunnelStep>

/** Two steps at least; `spend` is money and no step of anybody: it stands before the first one or not at all. */
const FunnelSteps = z
  .array(FunnelStep)
  .min(2)
  .max(32)
  .refine((steps) => steps.every(({ event }, place) => event !== 'spend' || (place === 0 && steps.length > 2)), {
    message: 'spend stands before two other steps',
  })

/**
 * - `in-order`: later steps count only at or after the ones before, other events may lie between
 * - `reached`: a later step implies the ones before it, also where they were skipped
 * - `any-order`: a step counts wherever it lies inside the window, as long as all steps before it were made
 * - `direct`: nothing else of the funnel may lie between two steps
 */
export const FunnelOrder = z.enum(['in-order', 'reached', 'any-order', 'direct'])
export type FunnelOrder = z.infer<typeof FunnelOrder>

export const FunnelParams = z.strictObject({
  ...commonParams,
  ...breakdown,
  /** What walks through the funnel; an account makes each step once, where the first of its leads, deals, orders or payments makes it. */
  unit: z.enum(['lead', 'opportunity', 'account']).default('lead'),
  /** What the workspace holds, in the order of the chain, unless given. */
  steps: FunnelSteps.optional(),
  /** `cohort` follows those who made the first step in the period; `period` counts each step on its own day. */
  view: z.enum(['cohort', 'period']).default('cohort'),
  order: FunnelOrder.default('in-order'),
  /** How many days after the first step the others may lie, the last one included; null = without an end. */
  windowDays: z.int().min(0).max(3660).nullable().default(null),
  /** Who made this step between two others (by their place, from 1, spend not counted) does not count any more. */
  exclude: z
    .array(
      z.strictObject({
        event: FunnelEvent.exclude(['spend']),
        stage: z.string().min(1).optional(),
        after: z.int().min(1),
        before: z.int().min(2),
      }),
    )
    .max(8)
    .default([]),
  /** Where the value of the breakdown is read: at the first step, or at the last that was made. */
  byAt: z.enum(['first-step', 'last-step']).default('first-step'),
  /** A lead that became an SQL without ever being an MQL: counts as both on the same day, or drops out at MQL. */
  withoutMql: z.enum(['impute', 'leave-out']).default('impute'),
})
export type FunnelParams = z.output<typeof FunnelParams>
