import { app, protocol, session } from 'electron'
import { join } from 'node:path'
import { runDesktop } from './desktop.ts'
import { servePage } from './serve-page.ts'
import { guardSession } from './window.ts'

protocol.registerSchemesAsPrivileged([{ scheme: 'helmdeck', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
app.enableSandbox()
app.on('window-all-closed', () => app.quit())

/** macOS names a workspace that was opened in the Finder before the program is ready. */
let early: string | null = null
app.on('open-file', (event, path) => {
  event.preventDefault()
  early = path
})

async function start(): Promise<void> {
  await app.whenReady()
  protocol.handle('helmdeck', servePage(join(import.meta.dirname, '../renderer')))
  guardSession(session.defaultSession)
  app.removeAllListeners('open-file')
  await runDesktop(early)
}

if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    app.exit(1)
  })
} else app.quit()
