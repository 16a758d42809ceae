import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import { HelmdeckError } from '../contract/errors.ts'
import { readUiFiles } from '../host/ui-files.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import type { EngineHost } from './engine-host.ts'
import { isOwnHost, isOwnOrigin } from './request-guard.ts'
import { relayToEngine } from './socket-relay.ts'
import { createWebApp } from './web-app.ts'

export interface BrowserHostOptions {
  readonly engine: EngineHost
  /** The folder of the built page. */
  readonly ui: string
  /** 0 = any free port. */
  readonly port: number
}

export interface BrowserHost {
  readonly port: number
  /** A URL that lets one browser in, once. */
  newUrl(): string
  close(): Promise<void>
}

const enginePath = '/engine'
/** Largest message a browser may send; uploads come in chunks far below it. */
const messageLimit = 64 * 1024 * 1024

/** Serves the page on 127.0.0.1 and leads its WebSocket to the engine. Fails with `port-in-use`, and as the engine does. */
export async function startBrowserHost({ engine, ui, port: wanted }: BrowserHostOptions): Promise<BrowserHost> {
  await engine.connect().then((socket) => socket.destroy())
  const sessions = createBrowserSessions(() => port)
  const files = existsSync(ui) ? readUiFiles(ui) : new Map()
  const app = createWebApp({ port: () => port, sessions, files })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await listen(server, wanted)
  const { port } = server.address() as AddressInfo

  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false })
  const isAllowed = ({ headers, url }: IncomingMessage): boolean =>
    url === enginePath && isOwnHost(headers.host, port) && isOwnOrigin(headers.origin, port) && sessions.holds(headers.cookie)
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isAllowed(request)) return refuseUpgrade(socket)
    sockets.handleUpgrade(request, socket, head, (browser) => void relayToEngine(browser, () => engine.connect()))
  })

  return {
    port,
    newUrl: () => `http://127.0.0.1:${port}/?token=${sessions.newToken()}`,
    async close() {
      for (const browser of sockets.clients) browser.terminate()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new HelmdeckError('port-in-use', { port }, { cause })
    throw cause
  }
}

function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}
