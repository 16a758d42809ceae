import { EventEmitter } from 'node:events'

// What promises, inspectors and modules ask every object for; it is no use of Electron.
const harmless = new Set<PropertyKey>(['then', 'toJSON', 'constructor', 'inspect', 'nodeType', '__esModule', 'addEventListener'])

/** An object of Electron that has only what is written here: asking for more names what is missing. */
export function strict<Part extends object>(name: string, part: Part): Part {
  return new Proxy(part, {
    get(target, property) {
      if (property in target || typeof property === 'symbol' || harmless.has(property)) {
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' && !isClass(value) ? (value as (...args: unknown[]) => unknown).bind(target) : value
      }
      throw new Error(`the stand-in for Electron has no ${name}.${property}`)
    },
    set(target, property, value) {
      if (!(property in target)) throw new Error(`the stand-in for Electron has no ${name}.${String(property)} to set`)
      return Reflect.set(target, property, value, target)
    },
  })
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class ')
}

/** Every option has to be one that the stand-in knows, so that none is tested by being ignored. */
export function knownOptions(name: string, options: object, known: readonly string[]): void {
  const strange = Object.keys(options).filter((key) => !known.includes(key))
  if (strange.length > 0) throw new Error(`the stand-in for Electron does not know ${name}: ${strange.join(', ')}`)
}

/** An emitter that refuses listeners for events it never sends. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string
  readonly #known: readonly string[]

  constructor(name: string, known: readonly string[]) {
    super()
    this.#name = name
    this.#known = known
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.#known.includes(event)) throw new Error(`the stand-in for Electron does not send ${this.#name} "${event}"`)
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    if (!this.#known.includes(event)) throw new Error(`the stand-in for Electron does not send ${this.#name} "${event}"`)
    return super.once(event, listener as (...args: unknown[]) => void)
  }

  /** True = a listener called preventDefault. */
  ask(event: string, given: object, ...args: unknown[]): boolean {
    let prevented = false
    this.emit(event, { ...given, preventDefault: () => (prevented = true) }, ...args)
    return prevented
  }
}
