// What both runtimes of a wire have, in the shape this folder uses. The folder's tsconfig knows neither DOM nor Node.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean })
  decode(bytes?: Uint8Array): string
}
declare class AbortController {
  readonly signal: {
    readonly aborted: boolean
    addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
    removeEventListener(type: 'abort', listener: () => void): void
  }
  abort(): void
}
declare function setTimeout(work: () => void, milliseconds?: number): unknown
declare function clearTimeout(timer: unknown): void
declare function queueMicrotask(work: () => void): void
declare function structuredClone<T>(value: T): T
