import { StrictEmitter, strict } from './strict.ts'

type Send = { readonly data: (data: unknown) => void; readonly closed: () => void }

/** One end of a channel. It may be used here, or stand for an end that was sent to the page or to the engine. */
export class Port extends StrictEmitter {
  static #last = 0
  readonly id = ++Port.#last
  peer: Port | null = null
  #elsewhere: Send | null = null
  #isStarted = false
  #isClosed = false
  #waiting: unknown[] = []

  constructor() {
    super('MessagePortMain', ['message', 'close'])
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in passes no ports through ports, and bytes must never be transferred')
    this.fromElsewhere(structuredClone(data))
  }

  start(): void {
    this.#isStarted = true
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.peer?.peerClosed()
  }

  moveTo(elsewhere: Send): void {
    this.#elsewhere = elsewhere
    for (const data of this.#waiting.splice(0)) elsewhere.data(data)
  }

  /** What the holder of this end says, wherever it is. */
  fromElsewhere(data: unknown): void {
    if (!this.#isClosed) this.peer?.receive(data)
  }

  private receive(data: unknown): void {
    if (this.#isClosed) return
    if (this.#elsewhere) this.#elsewhere.data(data)
    else if (this.#isStarted) this.emit('message', { data, ports: [] })
    else this.#waiting.push(data)
  }

  private peerClosed(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    if (this.#elsewhere) this.#elsewhere.closed()
    else this.emit('close')
  }
}

const behind = new WeakMap<object, Port>()

export class MessageChannelMain {
  readonly port1: Port
  readonly port2: Port

  constructor() {
    const [one, other] = [new Port(), new Port()]
    one.peer = other
    other.peer = one
    this.port1 = shown(one)
    this.port2 = shown(other)
  }
}

function shown(port: Port): Port {
  const proxy = strict('MessagePortMain', port)
  behind.set(proxy, port)
  return proxy
}

/** The port itself behind what the program holds. */
export function portOf(shownPort: object): Port {
  const port = behind.get(shownPort)
  if (!port) throw new Error('only ports can be sent along')
  return port
}
