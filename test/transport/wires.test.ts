import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Message } from '../../src/contract/frames.ts'
import { createMemoryPair } from '../../src/transport/memory.ts'
import { portWire, type EmitterPort } from '../../src/transport/port.ts'
import { streamWire, webSocketWire } from '../../src/transport/socket.ts'
import type { Wire } from '../../src/transport/wire.ts'
import { describeWire } from './contract-suite.ts'

function memoryPair() {
  const [client, host] = createMemoryPair()
  return { client, host, dispose: () => client.close() }
}

function portPair() {
  const { port1, port2 } = new MessageChannel()
  return { client: portWire(port1), host: portWire(port2), raw: port1, dispose: () => port1.close() }
}

/** Electron's MessagePortMain has `on` with an event instead of addEventListener. */
function emitterPair() {
  const { port1, port2 } = new MessageChannel()
  const likeElectron = (port: typeof port1): EmitterPort => ({
    postMessage: (value) => port.postMessage(value),
    start: () => port.start(),
    close: () => port.close(),
    on: (type, listener) => port.on(type, (data?: unknown) => listener({ data })),
  })
  return { client: portWire(likeElectron(port1)), host: portWire(likeElectron(port2)), dispose: () => port1.close() }
}

async function webSocketPair(limit?: number) {
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

async function streamPair(limit?: number) {
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

describeWire('memory', memoryPair)
describeWire('a MessagePort', portPair)
describeWire('an Electron port', emitterPair)
describeWire('a WebSocket', () => webSocketPair())
describeWire('a unix socket', () => streamPair())

function closing(wire: Wire): Promise<Message> {
  return new Promise((resolve) => wire.onFrame((message) => message.frame.type === 'closed' && resolve(message)))
}

const malformed = { frame: { type: 'closed', error: { code: 'invalid-request' } } }
const rubbish = Buffer.from([0, 0, 0, 4, 255, 255, 255, 255, 110, 111, 112, 101])
const wrongShape = Buffer.concat([Buffer.from([0, 0, 0, 15, 255, 255, 255, 255]), Buffer.from('{"type":"nope"}')])

describe('something that is no frame', () => {
  it.each([['not JSON', rubbish], ['JSON of another shape', wrongShape]])('closes a WebSocket: %s', async (_what, bytes) => {
    const pair = await webSocketPair()
    pair.raw.send(bytes)
    expect(await closing(pair.host)).toMatchObject(malformed)
    await once(pair.raw, 'close')
    pair.dispose()
  })

  it('closes a WebSocket that sends text', async () => {
    const pair = await webSocketPair()
    pair.raw.send('{"type":"call","id":1,"method":"plain.add","input":{}}')
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })

  it.each([['not JSON', rubbish], ['JSON of another shape', wrongShape]])('closes a unix socket: %s', async (_what, bytes) => {
    const pair = await streamPair()
    pair.raw.write(bytes)
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })

  it.each([[null], ['text'], [{ frame: { type: 'nope' } }], [{ frame: { type: 'cancel', id: 1 }, bytes: 'text' }]])('closes a port: %j', async (value) => {
    const pair = portPair()
    pair.raw.postMessage(value)
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })

  it('closes a socket that announces more than the limit, before any of it has come', async () => {
    const pair = await streamPair(1000)
    pair.raw.write(Buffer.from([0, 0, 0, 10, 0, 0, 4, 0]))
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })

  it('closes a WebSocket that announces more than the limit', async () => {
    const pair = await webSocketPair(1000)
    pair.raw.send(Buffer.from([127, 0, 0, 0, 255, 255, 255, 255]))
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })
})
