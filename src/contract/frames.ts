import { z } from 'zod'
import { WireError } from './errors.ts'

/** What crosses a wire: a small JSON header and, for some methods, bytes beside it. */
export const Frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
  z.object({ type: z.literal('progress'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('reply'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.int(), error: WireError }),
  z.object({ type: z.literal('closed'), error: WireError }),
])
export type Frame = z.infer<typeof Frame>

/** A frame with its byte payload, if it has one. */
export interface Message {
  readonly frame: Frame
  readonly bytes?: Uint8Array
}
