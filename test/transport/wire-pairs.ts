import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { createMemoryPair } from '../../src/transport/memory.ts'
import { portWire, type EmitterPort } from '../../src/transport/port.ts'
import { streamWire, webSocketWire } from '../../src/transport/socket.ts'

export function memoryPair() {
  const [client, host] = createMemoryPair()
  return { client, host, dispose: () => client.close() }
}

export function portPair() {
  const { port1, port2 } = new MessageChannel()
  return { client: portWire(port1), host: portWire(port2), raw: port1, dispose: () => port1.close() }
}

/** Electron's MessagePortMain has `on` with an event instead of addEventListener. */
export function emitterPair() {
  const { port1, port2 } = new MessageChannel()
  const likeElectron = (port: typeof port1): EmitterPort => ({
    postMessage: (value) => port.postMessage(value),
    start: () => port.start(),
    close: () => port.close(),
    on: (type, listener) => port.on(type, (data?: unknown) => listener({ data })),
  })
  return { client: portWire(likeElectron(port1)), host: portWire(likeElectron(port2)), dispose: () => port1.close() }
}

export async function webSocketPair(limit?: number) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const raw = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`)
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(raw, 'open')])) as [[WebSocket], unknown]
  const dispose = (): void => {
    raw.terminate()
    server.close()
  }
  return { client: webSocketWire(raw), host: webSocketWire(accepted, limit ? { limit } : {}), raw, dispose }
}

export async function streamPair(limit?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-wire-'))
  const server = createServer()
  server.listen(join(folder, 's'))
  await once(server, 'listening')
  const raw = connectSocket(join(folder, 's'))
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(raw, 'connect')])) as [[Socket], unknown]
  const dispose = (): void => {
    raw.destroy()
    accepted.destroy()
    server.close()
    rmSync(folder, { recursive: true })
  }
  return { client: streamWire(raw), host: streamWire(accepted, limit ? { limit } : {}), raw, dispose }
}
