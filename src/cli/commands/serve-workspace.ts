import { prepareFolder } from '../../engine/workspace/workspace-folder.ts'
import { createLog } from '../../host/engine-log.ts'
import { startBrowserHost } from '../../server/browser-host.ts'
import { createEngineHost } from '../../server/engine-host.ts'
import { hasDisplay, openBrowser } from '../open-browser.ts'
import type { ProgramPlaces } from '../places.ts'
import type { Terminal } from '../terminal.ts'

export interface ServeOptions {
  readonly port: number
  readonly open: boolean
}

const words = {
  zh: { workspace: '工作区', once: '这个地址只能使用一次。按 Ctrl+C 结束。' },
  en: { workspace: 'Workspace', once: 'The address works once. Press Ctrl+C to stop.' },
}

/** Serves a workspace to the browser until the user stops it. */
export async function serveWorkspace(terminal: Terminal, places: ProgramPlaces, path: string, options: ServeOptions): Promise<void> {
  const folder = await prepareFolder(path, { create: true })
  const engine = createEngineHost({
    folder,
    entry: places.enginePath,
    execArgv: places.engineArguments,
    log: createLog(terminal.env['HELMDECK_LOG']),
  })
  try {
    const host = await startBrowserHost({ engine, ui: places.ui, port: options.port })
    const say = words[terminal.language]
    const url = host.newUrl()
    terminal.out(`${say.workspace}: ${folder.root}\n${url}\n${say.once}\n`)
    if (options.open && hasDisplay(terminal)) openBrowser(url)
    await stopped(terminal.stop)
    await host.close()
  } finally {
    await engine.close()
  }
}

function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve()
    else stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
