import type { CancelSignal } from '../contract/method.ts'

export interface CancelSource {
  readonly signal: CancelSignal
  cancel(): void
}

/** An AbortController for code that runs where neither DOM nor Node types are known. */
export function createCancelSource(): CancelSource {
  const listeners = new Set<() => void>()
  let aborted = false
  return {
    signal: {
      get aborted() {
        return aborted
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    cancel() {
      if (aborted) return
      aborted = true
      const told = [...listeners]
      listeners.clear()
      for (const listener of told) listener()
    },
  }
}
