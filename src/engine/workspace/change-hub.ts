import type { Change } from '../../contract/workspace.ts'

/** Tells everybody who is looking what changed. In one process: other hosts attach to the engine that owns the workspace. */
export interface ChangeHub {
  publish(change: Change): void
  subscribe(listener: (change: Change) => void): () => void
}

export function createChangeHub(): ChangeHub {
  const listeners = new Set<(change: Change) => void>()
  return {
    publish: (change) => listeners.forEach((listener) => listener(change)),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
