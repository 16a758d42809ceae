import { z } from 'zod'
import { Day } from './report-spec.ts'
import { breakdown, commonParams } from './study-params.ts'

/** What can become of a deal between two days, in the order in which a bridge shows it; `opening` and `closing` are its ends. */
export const bridgeMovements = [
  'new',
  'reopened',
  'pulled_in',
  'pushed_in',
  'progressed_in',
  'regressed_in',
  'scope_in',
  'amount_up',
  'amount_down',
  'won',
  'lost',
  'pushed_out',
  'pulled_out',
  'progressed_out',
  'regressed_out',
  'deleted',
  'scope_out',
] as const
export const BridgeMovement = z.enum(bridgeMovements)
export type BridgeMovement = z.infer<typeof BridgeMovement>

export const PipelineBridgeParams = z.strictObject({
  ...commonParams,
  ...breakdown,
  /** The end of this day is the opening: the last first day of a week before `to`, or the day before `period`, unless given. */
  from: Day.optional(),
  /** The end of this day is the closing: the last day of `period`, else `asOf`, unless given. */
  to: Day.optional(),
  /** `stage` also tells which deals went on or back between stages, and breaks down by stage. */
  mode: z.enum(['close-period', 'stage']).default('close-period'),
  /** Only what is expected to close between these days, both included; null = the whole open pipeline. */
  scope: z
    .strictObject({ closeFrom: Day.optional(), closeTo: Day.optional() })
    .refine(({ closeFrom, closeTo }) => closeFrom !== undefined || closeTo !== undefined, { message: 'closeFrom, closeTo or both' })
    .nullable()
    .default(null),
  /** At which amount a deal is won or lost: the one it closed at, with the difference among the changed amounts, or the one it opened at. */
  closedAt: z.enum(['closing-amount', 'opening-amount']).default('closing-amount'),
})
export type PipelineBridgeParams = z.output<typeof PipelineBridgeParams>
