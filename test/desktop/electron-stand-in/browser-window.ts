import { desktop } from './desktop-link.ts'
import { portOf, type Port } from './ports.ts'
import { knownOptions, strict, StrictEmitter } from './strict.ts'
import { permissionsGranted } from './session.ts'

let allClosed = (): void => {}

/** What happens when the last window is gone. */
export function whenAllClosed(listener: () => void): void {
  allClosed = listener
}

interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

const windowOptions = ['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'show', 'title', 'backgroundColor', 'webPreferences']
const pagePreferences = ['preload', 'contextIsolation', 'sandbox', 'nodeIntegration', 'webviewTag', 'spellcheck']

export const windows = new Map<number, BrowserWindow>()

export function windowOf(id: number): BrowserWindow {
  const window = windows.get(id)
  if (!window) throw new Error(`there is no window ${id}`)
  return window
}

/** A window whose page is one of a real Chromium, in the process that plays the desktop. */
export class BrowserWindow extends StrictEmitter {
  static #last = 0
  readonly id = ++BrowserWindow.#last
  readonly ports = new Map<number, Port>()
  readonly options: Partial<Bounds> & {
    readonly show?: boolean
    readonly backgroundColor?: string
    readonly webPreferences: Readonly<Record<string, unknown>>
  }
  openHandler: OpenHandler = () => ({ action: 'allow' })
  #state = { isShown: false, isFocused: false, isMinimized: false, isMaximized: false, progress: -1 }
  #bounds: Bounds
  #isDestroyed = false
  readonly webContents: StrictEmitter & Record<'setWindowOpenHandler' | 'isDestroyed' | 'send' | 'postMessage' | 'reload', unknown>

  constructor(options: BrowserWindow['options']) {
    super('BrowserWindow', ['ready-to-show', 'close', 'closed'])
    knownOptions('the window option', options, windowOptions)
    knownOptions('the web preference', options.webPreferences, pagePreferences)
    this.options = options
    this.#bounds = { x: options.x ?? 100, y: options.y ?? 50, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = strict('webContents', Object.assign(pageEvents(), this.pageCalls()))
    windows.set(this.id, this)
    return strict('BrowserWindow', this)
  }

  private pageCalls() {
    return {
      setWindowOpenHandler: (handler: OpenHandler) => void (this.openHandler = handler),
      isDestroyed: () => this.#isDestroyed,
      send: (channel: string, ...args: unknown[]) => desktop.tell('deliver', this.id, channel, args, []),
      reload: () => desktop.tell('reload', this.id),
      postMessage: (channel: string, message: unknown, transfer: readonly object[] = []) => {
        const sent = transfer.map(portOf)
        for (const port of sent) this.ports.set(port.id, port)
        desktop.tell(
          'deliver',
          this.id,
          channel,
          [message],
          sent.map(({ id }) => id),
        )
        for (const port of sent) {
          port.moveTo({
            data: (data) => desktop.tell('portSays', this.id, port.id, data),
            closed: () => desktop.tell('portClosed', this.id, port.id),
          })
        }
      },
    }
  }

  async loadURL(url: string): Promise<void> {
    const { preload } = this.options.webPreferences
    await desktop.ask('load', this.id, url, { preload, permissions: permissionsGranted(), ...this.#bounds })
    this.emit('ready-to-show')
    this.removeAllListeners('ready-to-show')
  }

  /** The page before is gone, and its ports with it. */
  pageStarted(): void {
    for (const port of this.ports.values()) port.close()
    this.ports.clear()
  }

  close(): void {
    if (this.#isDestroyed) return
    this.emit('close', {})
    this.#isDestroyed = true
    this.pageStarted()
    windows.delete(this.id)
    desktop.tell('closed', this.id)
    this.emit('closed')
    if (windows.size === 0) allClosed()
  }

  report(): object {
    return {
      id: this.id,
      ...this.#state,
      bounds: this.#bounds,
      backgroundColor: this.options.backgroundColor,
      webPreferences: this.options.webPreferences,
    }
  }

  /** What a person or the window manager does to it. */
  pretend({
    bounds,
    ...state
  }: {
    bounds?: Bounds
    isShown?: boolean
    isFocused?: boolean
    isMinimized?: boolean
    isMaximized?: boolean
  }): void {
    this.#bounds = bounds ?? this.#bounds
    this.#state = { ...this.#state, ...state }
  }

  show = (): void => this.pretend({ isFocused: true, isShown: true })
  focus = (): void => this.pretend({ isFocused: true })
  restore = (): void => this.pretend({ isMinimized: false })
  maximize = (): void => this.pretend({ isMaximized: true })
  isFocused = (): boolean => this.#state.isFocused
  isMinimized = (): boolean => this.#state.isMinimized
  isMaximized = (): boolean => this.#state.isMaximized
  isDestroyed = (): boolean => this.#isDestroyed
  getNormalBounds = (): Bounds => this.#bounds
  setProgressBar = (progress: number): void => void (this.#state.progress = progress)
}

function pageEvents(): StrictEmitter {
  return new StrictEmitter('webContents', ['will-navigate', 'will-redirect', 'will-attach-webview', 'render-process-gone'])
}
