import { z } from 'zod'
import { WireError } from '../contract/errors.ts'

/** What a host tells an engine process. */
export const EngineStart = z.object({ type: z.literal('start'), path: z.string(), create: z.boolean() })
export type EngineStart = z.infer<typeof EngineStart>

/** What the process answers, once. `attached` = another process owns the workspace already, so this one ends. */
export const EngineAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('attached') }),
  z.object({ type: z.literal('failed'), error: WireError }),
])
export type EngineAnswer = z.infer<typeof EngineAnswer>
