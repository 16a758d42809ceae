import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { join } from 'node:path'
import { api, type Api } from '../src/contract/api.ts'
import type { WireError } from '../src/contract/errors.ts'
import { enginePortMessage } from '../src/contract/shell-channels.ts'
import { EngineAnswer } from '../src/host/engine-messages.ts'
import { createClient } from '../src/transport/api-client.ts'
import { portWire } from '../src/transport/port.ts'

export interface DesktopEngine {
  /** Gives a page a port that leads straight to the engine; one that asks while the engine is away gets it afterwards. */
  connect(page: WebContents): void
  /** A client of the shell's own, for the files it sends. */
  client(): { readonly api: Api; close(): void }
  /** Starts on another workspace, or again on the same one. */
  start(workspace: string): void
  /** Resolves when the process has ended. Nothing starts it again but `start`. */
  stop(): Promise<void>
}

/** Null = it ended by itself. */
export type EngineEnd = WireError | null

const patienceMilliseconds = 5_000

/** Runs the engine beside the window. `onEnded` hears when it could not start or ended unasked. */
export function createDesktopEngine(onEnded: (reason: EngineEnd) => void): DesktopEngine {
  const waiting = new Set<WebContents>()
  let running: UtilityProcess | null = null

  const portTo = (engine: UtilityProcess): Electron.MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain()
    engine.postMessage({ type: 'connect' }, [port1])
    return port2
  }

  const end = (engine: UtilityProcess, reason: EngineEnd): void => {
    if (running !== engine) return
    running = null
    engine.kill()
    onEnded(reason)
  }

  return {
    connect(page) {
      if (running) page.postMessage(enginePortMessage, null, [portTo(running)])
      else waiting.add(page)
    },
    client() {
      if (!running) throw new Error('the engine is away')
      const wire = portWire(portTo(running))
      return { api: createClient(api, wire), close: () => wire.close() }
    },
    start(workspace) {
      const engine = utilityProcess.fork(join(import.meta.dirname, 'engine-process.js'), [workspace], { serviceName: 'Helmdeck engine' })
      running = engine
      engine.once('message', (message: unknown) => {
        const answer = EngineAnswer.parse(message)
        if (answer.type === 'failed') end(engine, answer.error)
      })
      engine.once('exit', () => end(engine, null))
      for (const page of waiting) if (!page.isDestroyed()) page.postMessage(enginePortMessage, null, [portTo(engine)])
      waiting.clear()
    },
    async stop() {
      const engine = running
      running = null
      if (!engine) return
      const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()))
      // Windows knows no signal that a process could answer, so the engine is asked.
      engine.postMessage({ type: 'stop' })
      const cut = setTimeout(() => engine.kill(), patienceMilliseconds)
      await ended
      clearTimeout(cut)
    },
  }
}
