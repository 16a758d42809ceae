import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { api, type ApiHandlers } from '../contract/api.ts'
import type { Engine, EngineOptions } from '../engine/engine.ts'
import { createEngine } from '../engine/engine.ts'
import type { WorkspaceFolder } from '../engine/workspace/workspace-folder.ts'
import { serveApi, type ApiHost } from '../transport/api-host.ts'
import { streamWire } from '../transport/socket.ts'
import type { Wire } from '../transport/wire.ts'
import { admit } from './admission.ts'
import { ownIdentity } from './process-identity.ts'
import { newSocketAddress, removeSocketAddress } from './socket-address.ts'
import { claimLock, type Claim } from './workspace-lock.ts'

/** Largest frame a client may send: uploads come in chunks far below it. */
const clientFrameLimit = 64 * 1024 * 1024

/** How long a client that reads nothing can hold up the end. */
const farewellMilliseconds = 1_000

export interface OwnedWorkspace {
  /** Serves one more client, for example through a MessagePort or in memory. */
  serve(wire: Wire): ApiHost
  close(): Promise<void>
}

/**
 * Becomes the owner after generation `after`: listens, takes the lock, opens the engine, and lets other hosts in through
 * the socket. Null = another process was faster. Connections that come while the engine opens wait for it.
 */
export async function ownWorkspace(
  folder: WorkspaceFolder,
  after: number,
  options: Omit<EngineOptions, 'folder'>,
): Promise<OwnedWorkspace | null> {
  const token = randomBytes(32).toString('hex')
  const door = await openDoor(token)
  let claim: Claim | null = null
  try {
    claim = await claimLock(folder.locks, { owner: ownIdentity(), socket: door.address, token }, after)
    if (!claim) {
      await door.close()
      return null
    }
    return serveEngine(await createEngine({ ...options, folder: folder.root }), door, claim, options)
  } catch (cause) {
    await door.close()
    await claim?.release()
    throw cause
  }
}

function serveEngine(engine: Engine, door: Door, claim: Claim, { log }: Omit<EngineOptions, 'folder'>): OwnedWorkspace {
  const hosts = new Set<ApiHost>()
  const handlers: ApiHandlers = engine.handlers
  const serve = (wire: Wire): ApiHost => {
    const host = serveApi(api, handlers, wire, {
      onInternalError: (method, error) => log.error({ method, err: error }, 'a call failed by our mistake'),
    })
    hosts.add(host)
    wire.onFrame(({ frame }) => frame.type === 'closed' && hosts.delete(host))
    return host
  }
  door.open((socket) => {
    serve(streamWire(socket, { limit: clientFrameLimit }))
    socket.resume()
  })
  return {
    serve,
    async close() {
      for (const host of hosts) host.close()
      await door.close()
      await engine.close()
      await claim.release()
    },
  }
}

interface Door {
  readonly address: string
  /** From here on admitted connections are handed over, those waiting first. */
  open(onConnection: (socket: Socket) => void): void
  close(): Promise<void>
}

async function openDoor(token: string): Promise<Door> {
  const address = await newSocketAddress()
  const sockets = new Set<Socket>()
  const waiting: Socket[] = []
  let handOver = (socket: Socket): void => void waiting.push(socket)
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    admit(socket, token, (admitted) => handOver(admitted))
  })
  server.listen(address)
  await once(server, 'listening')
  return {
    address,
    open(onConnection) {
      handOver = onConnection
      waiting.forEach(onConnection)
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroySoon()
      const cut = setTimeout(() => sockets.forEach((socket) => socket.destroy()), farewellMilliseconds)
      await closed
      clearTimeout(cut)
      await removeSocketAddress(address)
    },
  }
}
