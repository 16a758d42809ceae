import type { Message } from '../contract/frames.ts'
import { createInbox, engineUnavailable, type ClosableWire, type Inbox } from './wire.ts'

/**
 * Two ends in one process, for the command line. Frames are copied through JSON so that nothing passes here
 * that a socket would refuse, and neither side sees the other's later edits; bytes are handed over as they are.
 */
export function createMemoryPair(): readonly [ClosableWire, ClosableWire] {
  const inboxes = [createInbox(), createInbox()] as const
  let open = true
  const close = (): void => {
    if (!open) return
    open = false
    for (const inbox of inboxes) inbox.lose(engineUnavailable)
  }
  const end = (own: Inbox, other: Inbox): ClosableWire => ({
    send(message) {
      if (!open) return
      const copy: Message = { ...message, frame: JSON.parse(JSON.stringify(message.frame)) as Message['frame'] }
      void Promise.resolve().then(() => other.deliver(copy))
    },
    onFrame: own.onFrame,
    close,
  })
  return [end(inboxes[0], inboxes[1]), end(inboxes[1], inboxes[0])]
}
