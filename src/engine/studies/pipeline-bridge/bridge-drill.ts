import { z } from 'zod'
import { bridgeMovements } from '../../../contract/study-pipeline-bridge.ts'
import { noSuchDrill } from '../no-such-drill.ts'

/** The deals of a movement, of an end or those that slipped; of one group or of all. */
const BridgeDrill = z.strictObject({
  kind: z.enum(['opening', 'closing', 'slipped', ...bridgeMovements]),
  group: z.string().nullable().optional(),
})
export type BridgeDrill = z.infer<typeof BridgeDrill>

/** The text by which a result names such deals. */
export function drillOf(drill: BridgeDrill): string {
  return JSON.stringify(drill)
}

/** Fails with `invalid-study` {reason: 'no-such-drill'}. */
export function readDrill(text: string): BridgeDrill {
  try {
    return BridgeDrill.parse(JSON.parse(text))
  } catch {
    throw noSuchDrill(text)
  }
}
