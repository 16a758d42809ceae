import { app, dialog, MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { join } from 'node:path'
import { errorText } from '../src/contract/error-text.ts'
import { enginePortMessage } from '../src/contract/shell.ts'
import { EngineAnswer } from '../src/host/engine-messages.ts'

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
    engine.once('message', (message: unknown) => sayFailure(EngineAnswer.parse(message)))
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

function sayFailure(answer: EngineAnswer): void {
  if (answer.type !== 'failed') return
  const text = errorText(answer.error.code, answer.error.details)
  dialog.showErrorBox('Helmdeck', app.getLocale().startsWith('zh') ? text.zh : text.en)
}
