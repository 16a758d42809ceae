import { BrowserWindow, screen, type Session } from 'electron'
import { join } from 'node:path'
import type { StateFile } from './desktop-state.ts'
import { placeWindow } from './place-window.ts'

export const pageOrigin = 'helmdeck://app'
export const pageAddress = `${pageOrigin}/index.html`

/** The one window. Its page runs in a sandbox of its own and can neither leave for another address nor open one. */
export function openWindow(state: StateFile, isDark: boolean): BrowserWindow {
  const { bounds, isMaximized } = state.current()
  const window = new BrowserWindow({
    ...placeWindow(
      bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Helmdeck',
    // What is seen before the page has drawn: the canvas of tokens.css.
    backgroundColor: isDark ? '#0e141b' : '#f6f7f9',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  guard(window)
  if (isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => state.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }))
  return window
}

function guard({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-attach-webview', (event) => event.preventDefault())
}

export function isOwnPage(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`)
}

/** A sales report needs no camera, place or clipboard to read: every permission is refused, writing the clipboard apart. */
export function guardSession(session: Session): void {
  const granted = 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === granted))
  session.setPermissionCheckHandler((_contents, permission) => permission === granted)
  session.setDevicePermissionHandler(() => false)
  // Only what the page itself made may be saved: an exported workbook.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${pageOrigin}/`)) event.preventDefault()
  })
}
