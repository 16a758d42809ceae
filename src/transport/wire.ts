import type { WireError } from '../contract/errors.ts'
import type { Frame, Message } from '../contract/frames.ts'

/**
 * Everything a transport must do. A wire that is lost says so itself: its listeners get one `closed` frame,
 * also those who start listening later.
 */
export interface Wire {
  send(message: Message): void
  onFrame(listener: (message: Message) => void): () => void
}

export interface ClosableWire extends Wire {
  close(): void
}

export interface Inbox {
  deliver(message: Message): void
  lose(error: WireError): void
  onFrame: Wire['onFrame']
}

export const engineUnavailable: WireError = { code: 'engine-unavailable', message: 'the engine cannot be reached', details: {} }

export const malformedFrame: WireError = { code: 'invalid-request', message: 'the other side sent something that is no frame', details: {} }

/** Hands messages to the listeners of one wire. What arrives before the first listener waits for it. */
export function createInbox(): Inbox {
  const listeners = new Set<(message: Message) => void>()
  let waiting: Message[] = []
  let closed: Message | null = null

  const deliver = (message: Message): void => {
    if (closed) return
    if (message.frame.type === 'closed') closed = message
    else if (listeners.size === 0) waiting.push(message)
    for (const listener of listeners) listener(message)
  }

  return {
    deliver,
    lose: (error) => deliver({ frame: { type: 'closed', error } satisfies Frame }),
    onFrame(listener) {
      listeners.add(listener)
      const missed = waiting
      waiting = []
      for (const message of missed) listener(message)
      if (closed) listener(closed)
      return () => void listeners.delete(listener)
    },
  }
}

/** Joins two wires without looking at what passes; the end of one is the end of the other. */
export function relay(left: Wire, right: Wire): void {
  left.onFrame(right.send)
  right.onFrame(left.send)
}
