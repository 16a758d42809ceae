import { Frame } from '../contract/frames.ts'
import { createInbox, engineUnavailable, malformedFrame, type ClosableWire } from './wire.ts'

type PortEvent = { readonly data: unknown }

interface PortBase {
  postMessage(value: unknown): void
  start?(): void
  close(): void
}

/** A MessagePort of a browser or of Node's worker_threads. */
export interface EventTargetPort extends PortBase {
  addEventListener(type: 'message' | 'close', listener: (event: PortEvent) => void): void
}

/** Electron's MessagePortMain: an emitter, whose messages arrive as events all the same. */
export interface EmitterPort extends PortBase {
  on(type: 'message' | 'close', listener: (event: PortEvent) => void): unknown
}

/** Bytes are cloned, never transferred: a transfer list loses data in Electron (electron issues 34905, 37565). */
export function portWire(port: EventTargetPort | EmitterPort): ClosableWire {
  const inbox = createInbox()
  const listen = (type: 'message' | 'close', listener: (event: PortEvent) => void): void => {
    if ('addEventListener' in port) port.addEventListener(type, listener)
    else port.on(type, listener)
  }
  const close = (): void => {
    inbox.lose(engineUnavailable)
    port.close()
  }

  listen('message', ({ data }) => {
    const message = readMessage(data)
    if (message) return inbox.deliver(message)
    inbox.lose(malformedFrame)
    port.close()
  })
  listen('close', () => inbox.lose(engineUnavailable))
  port.start?.()

  return {
    send: ({ frame, bytes }) => port.postMessage(bytes ? { frame, bytes: ownBuffer(bytes) } : { frame }),
    onFrame: inbox.onFrame,
    close,
  }
}

function readMessage(data: unknown): { frame: Frame; bytes?: Uint8Array } | null {
  if (typeof data !== 'object' || data === null || !('frame' in data)) return null
  const parsed = Frame.safeParse(data.frame)
  if (!parsed.success) return null
  if (!('bytes' in data)) return { frame: parsed.data }
  return data.bytes instanceof Uint8Array ? { frame: parsed.data, bytes: data.bytes } : null
}

/** Cloning a view clones the whole buffer behind it, so a small slice of a large one is cut out first. */
function ownBuffer(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}
