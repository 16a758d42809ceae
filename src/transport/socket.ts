import { createFrameDecoder, defaultFrameLimit, encodeMessage } from './frame-codec.ts'
import { createInbox, engineUnavailable, malformedFrame, type ClosableWire } from './wire.ts'

/** A WebSocket of a browser or of `ws`. */
export interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
}

/** A Node stream: a unix socket, a named pipe. */
export interface StreamLike {
  readonly writable: boolean
  write(data: Uint8Array): unknown
  end(): unknown
  destroy(): unknown
  on(type: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(type: 'close' | 'error', listener: () => void): unknown
}

export interface SocketOptions {
  /** Largest frame taken from the other side, in bytes. */
  readonly limit?: number
}

const openState = 1
const unsupportedData = 1003

/** The socket must be open already. A frame may come split over several messages, as when a relay stands between. */
export function webSocketWire(socket: WebSocketLike, { limit = defaultFrameLimit }: SocketOptions = {}): ClosableWire {
  const inbox = createInbox()
  const decoder = createFrameDecoder(inbox.deliver, limit)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) => {
    if (data instanceof ArrayBuffer && decoder.push(new Uint8Array(data))) return
    inbox.lose(malformedFrame)
    socket.close(unsupportedData, 'malformed frame')
  })
  socket.addEventListener('close', () => inbox.lose(engineUnavailable))
  socket.addEventListener('error', () => inbox.lose(engineUnavailable))
  return {
    send(message) {
      const parts = encodeMessage(message)
      if (socket.readyState === openState) for (const part of parts) socket.send(part)
    },
    onFrame: inbox.onFrame,
    close() {
      inbox.lose(engineUnavailable)
      socket.close()
    },
  }
}

/** The same bytes as a WebSocket's, so that a host can relay one into the other without looking inside. */
export function streamWire(stream: StreamLike, { limit = defaultFrameLimit }: SocketOptions = {}): ClosableWire {
  const inbox = createInbox()
  const decoder = createFrameDecoder(inbox.deliver, limit)
  stream.on('data', (chunk) => {
    if (decoder.push(chunk)) return
    inbox.lose(malformedFrame)
    stream.destroy()
  })
  stream.on('close', () => inbox.lose(engineUnavailable))
  stream.on('error', () => inbox.lose(engineUnavailable))
  return {
    send(message) {
      const parts = encodeMessage(message)
      if (stream.writable) for (const part of parts) stream.write(part)
    },
    onFrame: inbox.onFrame,
    close() {
      inbox.lose(engineUnavailable)
      stream.end()
    },
  }
}
