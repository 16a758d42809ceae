import { AsyncLocalStorage } from 'node:async_hooks'
import { createTurns } from './turns.ts'

/** Many may be inside at once, or one alone. */
export interface Gate {
  /** Does the work at once, or when whoever is alone has left. Who is inside goes through again without waiting. */
  through<T>(work: () => Promise<T>): Promise<T>
  /** Lets those inside end, keeps others waiting, then does the work. Not to be asked for from inside. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createGate(): Gate {
  // A transaction that reads a document on the way must not wait for somebody who waits for that transaction.
  const inside = new AsyncLocalStorage<true>()
  const visits = new Set<Promise<unknown>>()
  const inTurn = createTurns()
  let leaving: Promise<void> | null = null

  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore()) return await work()
    while (leaving) await leaving
    const visit = inside.run(true, work)
    visits.add(visit)
    try {
      return await visit
    } finally {
      visits.delete(visit)
    }
  }

  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore()) throw new Error('who is inside cannot be alone')
    return await inTurn(async () => {
      let leave = (): void => undefined
      leaving = new Promise((resolve) => (leave = resolve))
      try {
        await Promise.allSettled(visits)
        return await inside.run(true, work)
      } finally {
        leaving = null
        leave()
      }
    })
  }
  return { through, alone }
}

type Work = (...input: readonly unknown[]) => Promise<unknown>

/** The same things to ask for, each through the gate. */
export function behind<Target extends object>(gate: Gate, target: Target): Target {
  const guarded = Object.entries(target as Readonly<Record<string, Work>>).map(([name, work]): [string, Work] => [
    name,
    (...input) => gate.through(() => work(...input)),
  ])
  return Object.fromEntries(guarded) as unknown as Target
}
