import { z } from 'zod'
import { drillText, readDrill } from '../drill.ts'
import { outcomes } from './flow-rows.ts'

/** The deals of the visits of a stage (all stages without one) with an outcome or a mark, of one group or of all; one row a visit. */
const FlowDrill = z.strictObject({
  kind: z.enum(['entries', ...outcomes, 'reopened', 'skipped']),
  stage: z.number().optional(),
  group: z.string().nullable().optional(),
})
export type FlowDrill = z.infer<typeof FlowDrill>

/** The text by which a result names such visits. */
export function drillOf(drill: FlowDrill): string {
  return drillText(drill)
}

/** Fails with `invalid-study` {reason: 'no-such-drill'}. */
export const readFlowDrill = (text: string): FlowDrill => readDrill(FlowDrill, text)
