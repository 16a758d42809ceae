import type { BrowserWindow } from './browser-window.ts'
import { strict } from './strict.ts'

type Listener = (event: object, ...args: unknown[]) => unknown

const listeners = new Map<string, Listener>()
const handlers = new Map<string, Listener>()

function eventOf(window: BrowserWindow, url: string): object {
  return strict('IpcMainEvent', { sender: window.webContents, senderFrame: strict('WebFrameMain', { url }) })
}

const calls = {
  on: (channel: string, listener: Listener): void => void listeners.set(channel, listener),
  handle: (channel: string, handler: Listener): void => void handlers.set(channel, handler),
  /** What the page said on a channel. */
  hear(window: BrowserWindow, channel: string, args: readonly unknown[], url: string): void {
    const listener = listeners.get(channel)
    if (!listener) throw new Error(`nothing listens to ${channel}`)
    listener(eventOf(window, url), ...args)
  },
  /** Electron hands on the message of an error and nothing else. */
  async answer(window: BrowserWindow, channel: string, args: readonly unknown[], url: string): Promise<unknown> {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return await handler(eventOf(window, url), ...args)
  },
}

export const ipcMain = strict('ipcMain', calls)
