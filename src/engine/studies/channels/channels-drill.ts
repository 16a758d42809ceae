import { z } from 'zod'
import { attributionModels } from '../../../contract/study-channels.ts'
import { drillText, readDrill } from '../drill.ts'

/** The things behind a count of the chain, of one channel (null = the empty one) or group, or of all. */
const CountedDrill = z.strictObject({
  kind: z.enum(['spend', 'lead', 'mql', 'sql', 'opportunity', 'won']),
  channel: z.string().nullable().optional(),
  group: z.string().nullable().optional(),
})
export type CountedDrill = z.infer<typeof CountedDrill>

const CreditedDrill = z.union([
  z.strictObject({ kind: z.literal('credited'), model: z.enum(attributionModels), channel: z.string() }),
  z.strictObject({ kind: z.literal('converted') }),
  z.strictObject({ kind: z.literal('unattributed') }),
])
export type CreditedDrill = z.infer<typeof CreditedDrill>

/** Channels by name, null for a middle that is left out. */
const PathDrill = z.strictObject({
  kind: z.literal('path'),
  path: z.array(z.string().nullable()).min(1).max(40),
  of: z.enum(['opportunity', 'lead']),
})
export type PathDrill = z.infer<typeof PathDrill>

const ChannelsDrill = z.union([CountedDrill, CreditedDrill, PathDrill])
export type ChannelsDrill = z.infer<typeof ChannelsDrill>

/** The text by which a result names such things. */
export function drillOf(drill: ChannelsDrill): string {
  return drillText(drill)
}

/** Fails with `invalid-study` {reason: 'no-such-drill'}. */
export const readChannelsDrill = (text: string): ChannelsDrill => readDrill(ChannelsDrill, text)
