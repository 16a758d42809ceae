import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/contract/frames.ts'
import type { Wire } from '../../src/transport/wire.ts'
import { describeWire } from './contract-suite.ts'
import { emitterPair, memoryPair, portPair, streamPair, webSocketPair } from './wire-pairs.ts'

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
  it.each([
    ['not JSON', rubbish],
    ['JSON of another shape', wrongShape],
  ])('closes a WebSocket: %s', async (_what, bytes) => {
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

  it.each([
    ['not JSON', rubbish],
    ['JSON of another shape', wrongShape],
  ])('closes a unix socket: %s', async (_what, bytes) => {
    const pair = await streamPair()
    pair.raw.write(bytes)
    expect(await closing(pair.host)).toMatchObject(malformed)
    pair.dispose()
  })

  it.each([[null], ['text'], [{ frame: { type: 'nope' } }], [{ frame: { type: 'cancel', id: 1 }, bytes: 'text' }]])(
    'closes a port: %j',
    async (value) => {
      const pair = portPair()
      pair.raw.postMessage(value)
      expect(await closing(pair.host)).toMatchObject(malformed)
      pair.dispose()
    },
  )

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
