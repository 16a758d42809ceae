import { createLink } from './link.ts'
import { app, quitApp } from './app.ts'
import { BrowserWindow, windowOf, windows } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, menuLabels, pressMenuItem } from './menu.ts'
import { engines, utilityProcess } from './utility-process.ts'
import { MessageChannelMain } from './ports.ts'
import { desktop } from './desktop-link.ts'
import { clickNotification, dialog, nativeTheme, Notification, safeStorage, screen } from './system.ts'
import { answerScheme, askPermission, protocol, refusesDownload, session } from './session.ts'

// The part of Electron that main/ uses. An import of anything else fails when the program is loaded, by name.
export { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, nativeTheme, Notification, protocol }
export { safeStorage, screen, session, utilityProcess }

const link = createLink(
  process,
  {
    ready: () => app.emit('ready'),
    scheme: answerScheme,
    permission: askPermission,
    refusesDownload,
    ipcSend: (window: number, channel: string, args: unknown[], url: string) => ipcMain.hear(windowOf(window), channel, args, url),
    ipcInvoke: (window: number, channel: string, args: unknown[], url: string) => ipcMain.answer(windowOf(window), channel, args, url),
    portSays: (window: number, port: number, data: unknown) => windowOf(window).ports.get(port)?.fromElsewhere(data),
    pageStarted: (window: number) => windowOf(window).pageStarted(),
    refusesNavigation: (window: number, url: string) => windowOf(window).webContents.ask('will-navigate', { url }),
    refusesWebview: (window: number) => windowOf(window).webContents.ask('will-attach-webview', {}),
    windowOpen: (window: number, url: string) => windowOf(window).openHandler({ url }).action,
    pageGone: (window: number) => windowOf(window).webContents.emit('render-process-gone', {}, { reason: 'crashed' }),
    windows: () => [...windows.values()].map((window) => window.report()),
    setWindow: (window: number, change: Parameters<BrowserWindow['pretend']>[0]) => windowOf(window).pretend(change),
    closeWindow: (window: number) => windowOf(window).close(),
    menu: menuLabels,
    pressMenuItem,
    clickNotification,
    colours: () => nativeTheme.themeSource,
    engines: () => engines,
    openFile: (path: string) => app.ask('open-file', {}, path),
    quit: quitApp,
  },
  (problem) => {
    process.stderr.write(`${problem.stack}\n`)
    process.exitCode = 70
  },
)
desktop.set(link)
