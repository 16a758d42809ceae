import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { whenAllClosed, windows } from './browser-window.ts'
import { strict, StrictEmitter } from './strict.ts'

const emitter = new StrictEmitter('app', ['ready', 'window-all-closed', 'will-quit', 'second-instance', 'open-file'])
const userData = process.env['STAND_IN_USER_DATA'] ?? ''
const folders: Readonly<Record<string, string>> = { userData, documents: join(userData, 'Documents') }

export const app = strict(
  'app',
  Object.assign(emitter, {
    whenReady: () => new Promise<void>((resolve) => emitter.once('ready', resolve)),
    getPath(name: string): string {
      const path = folders[name]
      if (path === undefined) throw new Error(`the stand-in for Electron has no folder ${name}`)
      mkdirSync(path, { recursive: true })
      return path
    },
    getLocale: () => process.env['STAND_IN_LOCALE'] ?? 'en-US',
    enableSandbox: () => undefined,
    requestSingleInstanceLock,
    quit: () => void setImmediate(quitApp),
    exit: (code: number) => process.exit(code),
  }),
)

/** As Electron does it: every window is closed, then `will-quit` may still hold the end up. */
export function quitApp(): void {
  for (const window of windows.values()) window.close()
  if (!emitter.ask('will-quit', {})) process.exit()
}

/** The first program on a folder of user data listens; a later one tells it its words and ends. Electron answers at once, so must we. */
function requestSingleInstanceLock(): boolean {
  const address = join(userData, 'instance.sock')
  const call = `const s = require('node:net').connect(${JSON.stringify(address)})
s.on('error', () => process.exit(1)); s.on('connect', () => s.end(process.argv[1], () => process.exit(0)))`
  const words = JSON.stringify({ argv: process.argv, folder: process.cwd() })
  if (spawnSync(process.execPath, ['-e', call, words]).status === 0) return false
  mkdirSync(userData, { recursive: true })
  rmSync(address, { force: true })
  createServer((socket) => {
    let said = ''
    socket.on('data', (part) => (said += part.toString('utf8')))
    socket.on('end', () => {
      const { argv, folder } = JSON.parse(said) as { argv: string[]; folder: string }
      emitter.emit('second-instance', {}, argv, folder, null)
    })
    socket.on('error', () => undefined)
  })
    .listen(address)
    .unref()
  return true
}

whenAllClosed(() => app.emit('window-all-closed'))
