/** What the page's half gets from the process that plays the desktop. */
export interface PageTools {
  readonly preload: string
}

declare global {
  interface Window {
    standInAsks(name: string, text: string): Promise<string>
    standInHears(name: string, text: string): void
  }
}

/**
 * Runs in Chromium before the page's own scripts: gives the preload script what a sandboxed one has of Electron, and carries
 * what it says. It has to stand alone, since its text is sent. The preload shares the page's world here, so what Electron's
 * isolation keeps apart is kept apart by copying: only plain values and functions pass the bridge.
 */
export function pageSide({ preload }: PageTools): void {
  if (window.top !== window || window.location.protocol !== 'https:') return
  type Listener = (event: object, ...args: unknown[]) => void
  const listeners = new Map<string, Set<Listener>>()
  const ends = new Map<number, { outer: MessagePort; inner: MessagePort }>()
  const ask = window.standInAsks.bind(window)

  const encode = (value: unknown): string =>
    JSON.stringify(value, (_key, part: unknown) => {
      if (!(part instanceof Uint8Array)) return part
      let text = ''
      for (let at = 0; at < part.length; at += 0x8000) text += String.fromCharCode(...part.subarray(at, at + 0x8000))
      return { $bytes: btoa(text) }
    }) ?? ''
  const decode = (text: string): unknown =>
    text === ''
      ? undefined
      : JSON.parse(text, (_key, part: unknown) =>
          typeof part === 'object' && part !== null && '$bytes' in part
            ? Uint8Array.from(atob(String(part.$bytes)), (character) => character.charCodeAt(0))
            : part,
        )

  const openPort = (id: number): MessagePort => {
    const { port1: outer, port2: inner } = new MessageChannel()
    ends.set(id, { outer, inner })
    posted.push(id)
    outer.addEventListener('message', ({ data }) => void ask('portSays', encode([id, data])))
    outer.start()
    return inner
  }
  // A port that is posted on becomes a new object at its receiver; Electron's ports tell that one when their other end is closed.
  const posted: number[] = []
  window.addEventListener('message', ({ ports }) => {
    for (const inner of ports) {
      const end = ends.get(posted.shift() ?? 0)
      if (end) end.inner = inner
    }
  })
  const hears: Record<string, (...args: never[]) => void> = {
    deliver(channel: string, args: unknown[], portIds: number[]) {
      const event = { ports: portIds.map(openPort) }
      for (const listener of listeners.get(channel) ?? []) listener(event, ...args)
    },
    portSays: (id: number, data: unknown) => ends.get(id)?.outer.postMessage(data),
    portClosed(id: number) {
      ends.get(id)?.outer.close()
      ends.get(id)?.inner.dispatchEvent(new Event('close'))
      ends.delete(id)
    },
  }
  window.standInHears = (name, text) => hears[name]?.(...(decode(text) as never[]))

  const strict = <Part extends object>(name: string, part: Part): Part =>
    new Proxy(part, {
      get(target, property) {
        if (property in target) return Reflect.get(target, property)
        throw new Error(`the stand-in for Electron has no ${name}.${String(property)}`)
      },
    })
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...args: unknown[]) => bridged((value as (...given: unknown[]) => unknown)(...args.map(bridged)))
    if (value instanceof Promise) return value.then(bridged)
    if (Array.isArray(value)) return value.map(bridged)
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Uint8Array) return value.slice()
    if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error('An object could not be cloned.')
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bridged(part)])))
  }
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (key: string, value: unknown) =>
        Object.defineProperty(window, key, { value: bridged(value), writable: false, configurable: false }),
    }),
    ipcRenderer: strict('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) => void ask('ipcSend', encode([channel, args])),
      invoke: async (channel: string, ...args: unknown[]) => decode(await ask('ipcInvoke', encode([channel, args]))),
      on: (channel: string, listener: Listener) => void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
      off: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
    }),
  })
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`a sandboxed preload script cannot load ${name}`)
    return electron
  }
  void ask('pageStarted', encode([]))
  // Electron compiles a preload as the body of such a function, out of the page's reach and of its policy.
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function('require', preload)(require)
}
