import { BrowserWindow, type Session } from 'electron'
import { join } from 'node:path'

export const pageOrigin = 'helmdeck://app'

/** The one window. Its page runs in a sandbox of its own and can neither leave for another address nor open one. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Helmdeck',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  return window
}

export function isOwnPage(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`)
}

/** A sales report needs no camera, place or clipboard to read: every permission is refused, writing the clipboard apart. */
export function refusePermissions(session: Session): void {
  const granted = 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === granted))
  session.setPermissionCheckHandler((_contents, permission) => permission === granted)
  session.setDevicePermissionHandler(() => false)
}
