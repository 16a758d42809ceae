import { z } from 'zod'
import { bridgeMovements } from '../../../contract/study-pipeline-bridge.ts'
import { drillText, readDrill } from '../drill.ts'

/** The deals of a movement, of an end or those that slipped; of one group or of all. */
const BridgeDrill = z.strictObject({
  kind: z.enum(['opening', 'closing', 'slipped', ...bridgeMovements]),
  group: z.string().nullable().optional(),
})
export type BridgeDrill = z.infer<typeof BridgeDrill>

/** The text by which a result names such deals. */
export function drillOf(drill: BridgeDrill): string {
  return drillText(drill)
}

/** Fails with `invalid-study` {reason: 'no-such-drill'}. */
export const readBridgeDrill = (text: string): BridgeDrill => readDrill(BridgeDrill, text)
