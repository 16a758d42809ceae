import { z } from 'zod'
import { DimensionUse } from './report-spec.ts'
import { commonParams } from './study-params.ts'

export const StageFlowParams = z.strictObject({
  ...commonParams,
  /** Who is compared stage by stage with everybody; the owner unless given. */
  by: DimensionUse.nullable().default(null),
  /** What went on is divided by what went on or was lost, or by all entries. */
  denominator: z.enum(['resolved', 'entries']).default('resolved'),
})
export type StageFlowParams = z.output<typeof StageFlowParams>
