import { app, ipcMain, protocol, session } from 'electron'
import { join } from 'node:path'
import { enginePortMessage } from '../src/contract/shell.ts'
import { engineFor } from './engine.ts'
import { servePage } from './serve-page.ts'
import { isOwnPage, openWindow, pageOrigin, refusePermissions } from './window.ts'

protocol.registerSchemesAsPrivileged([{ scheme: 'helmdeck', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
app.enableSandbox()
app.on('window-all-closed', () => app.quit())

async function start(): Promise<void> {
  await app.whenReady()
  const workspace = process.argv.find((argument) => argument.endsWith('.helmdeck')) ?? join(app.getPath('userData'), 'Start.helmdeck')
  const engine = engineFor(workspace)
  protocol.handle('helmdeck', servePage(join(import.meta.dirname, '../renderer')))
  refusePermissions(session.defaultSession)
  ipcMain.on(enginePortMessage, (event) => {
    if (event.senderFrame && isOwnPage(event.senderFrame.url)) engine.connect(event.sender)
  })
  app.on('will-quit', () => engine.stop())
  await openWindow().loadURL(`${pageOrigin}/index.html`)
}

if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    app.exit(1)
  })
} else app.quit()
