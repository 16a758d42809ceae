import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { join } from 'node:path'
import { enginePortMessage } from '../src/contract/shell.ts'

export interface EngineProcess {
  /** Gives a page a port that leads straight to the engine; nothing passes through this process. */
  connect(page: WebContents): void
  stop(): void
}

/** Runs the engine beside the window. When it has ended, the next page that asks for a port starts it again. */
export function engineFor(workspace: string): EngineProcess {
  let running: UtilityProcess | null = null

  const start = (): UtilityProcess => {
    const engine = utilityProcess.fork(join(import.meta.dirname, 'engine-process.js'), [workspace], { serviceName: 'Helmdeck engine' })
    engine.once('exit', () => {
      if (running === engine) running = null
    })
    return engine
  }

  return {
    connect(page) {
      running ??= start()
      const { port1, port2 } = new MessageChannelMain()
      running.postMessage({ type: 'connect' }, [port1])
      page.postMessage(enginePortMessage, null, [port2])
    },
    stop() {
      running?.kill()
    },
  }
}
