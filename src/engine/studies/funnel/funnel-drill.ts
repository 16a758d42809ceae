import { z } from 'zod'
import { drillText, readDrill } from '../drill.ts'

/** Who reached a step, stopped before it for good, or can still make it; of one group or of all. Steps count from 1; before them stands what was spent. */
const FunnelDrill = z.strictObject({
  kind: z.enum(['reached', 'lost', 'possible', 'excluded', 'spend']),
  step: z.int().min(0).max(32),
  group: z.string().nullable().optional(),
})
export type FunnelDrill = z.infer<typeof FunnelDrill>

/** The text by which a result names such things. */
export function drillOf(drill: FunnelDrill): string {
  return drillText(drill)
}

/** Fails with `invalid-study` {reason: 'no-such-drill'}. */
export const readFunnelDrill = (text: string): FunnelDrill => readDrill(FunnelDrill, text)
