import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { HelmdeckError, type WireError } from '../contract/errors.ts'
import { encodeMessage } from '../transport/frame-codec.ts'
import { engineUnavailable } from '../transport/wire.ts'

const unsupportedData = 1003
const goingAway = 1001
/** Above it the engine has to wait for a slow browser, instead of its answers piling up here. */
const sendBufferLimit = 8 * 1024 * 1024

/** Passes the bytes of a browser to the engine and back without looking inside. The end of one is the end of the other. */
export async function relayToEngine(browser: WebSocket, connect: () => Promise<Socket>): Promise<void> {
  const early: Buffer[] = []
  let engine: Socket | null = null
  browser.binaryType = 'nodebuffer'
  browser.on('error', () => browser.terminate())
  browser.on('close', () => engine?.destroy())
  browser.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) browser.close(unsupportedData, 'only binary frames')
    else if (engine) passToEngine(browser, engine, data)
    else early.push(data)
  })
  browser.pause()
  try {
    engine = await connect()
  } catch (error) {
    refuse(browser, error)
    return
  }
  if (browser.readyState !== browser.OPEN) return void engine.destroy()
  for (const data of early) passToEngine(browser, engine, data)
  passToBrowser(engine, browser)
  browser.resume()
}

function passToEngine(browser: WebSocket, engine: Socket, data: Buffer): void {
  if (engine.write(data)) return
  browser.pause()
  engine.once('drain', () => browser.resume())
}

function passToBrowser(engine: Socket, browser: WebSocket): void {
  engine.on('data', (chunk) => {
    browser.send(chunk, () => {
      if (browser.bufferedAmount <= sendBufferLimit) engine.resume()
    })
    if (browser.bufferedAmount > sendBufferLimit) engine.pause()
  })
  engine.on('error', () => engine.destroy())
  engine.on('close', () => browser.close(goingAway, 'the engine is gone'))
  engine.resume()
}

function refuse(browser: WebSocket, cause: unknown): void {
  const error: WireError =
    cause instanceof HelmdeckError ? { code: cause.code, message: cause.message, details: cause.details } : engineUnavailable
  for (const part of encodeMessage({ frame: { type: 'closed', error } })) browser.send(part)
  browser.close(goingAway, 'the engine cannot be reached')
}
