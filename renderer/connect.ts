import { api } from '../src/contract/api.ts'
import { HelmdeckError } from '../src/contract/errors.ts'
import { enginePortMessage } from '../src/contract/shell-channels.ts'
import type { Shell } from '../src/contract/shell.ts'
import { createClient } from '../src/transport/api-client.ts'
import { portWire } from '../src/transport/port.ts'
import { webSocketWire, type WebSocketLike } from '../src/transport/socket.ts'
import type { Wire } from '../src/transport/wire.ts'
import { keepConnected, type Connection, type Link } from './data/connection.ts'
import { shell } from './shell.ts'

const portPatience = 10_000

/** The only place that knows which wire leads to the engine: a port from the preload script, else a socket to our own origin. */
export function connect(): Connection {
  return keepConnected(async () => linkOver(shell ? await openPort(shell) : await openSocket()))
}

function linkOver(wire: Wire): Link {
  const closed = new Promise<void>((resolve) => {
    wire.onFrame((message) => {
      if (message.frame.type === 'closed') resolve()
    })
  })
  return { client: createClient(api, wire), closed }
}

async function openSocket(): Promise<Wire> {
  const address = new URL('/engine', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', () => reject(new HelmdeckError('engine-unavailable')), { once: true })
  })
  // The DOM's types refuse views of a SharedArrayBuffer; no frame is ever one.
  return webSocketWire(socket as unknown as WebSocketLike)
}

async function openPort(shell: Shell): Promise<Wire> {
  const port = await new Promise<MessagePort>((resolve, reject) => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      stop.abort()
      reject(new HelmdeckError('engine-unavailable'))
    }, portPatience)
    const listen = (event: MessageEvent) => {
      const [given] = event.ports
      if (event.source !== window || event.data !== enginePortMessage || !given) return
      clearTimeout(timer)
      stop.abort()
      resolve(given)
    }
    window.addEventListener('message', listen, { signal: stop.signal })
    shell.askForEnginePort()
  })
  return portWire(port)
}
