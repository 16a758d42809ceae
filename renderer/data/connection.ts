import { api as contract, type Api } from '../../src/contract/api.ts'
import { HelmdeckError } from '../../src/contract/errors.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

/** One life of a client: `closed` resolves when its wire is gone. */
export interface Link {
  readonly client: Api
  readonly closed: Promise<void>
}

export interface Connection {
  /** Stays the same object over every reconnect. */
  readonly api: Api
  state(): ConnectionState
  subscribe(listener: () => void): () => void
  retryNow(): void
  stop(): void
}

const waits = [300, 1000, 2000, 4000, 8000]

/** Keeps a client of the engine alive: opens it, notices when it is gone, and opens the next one. */
export function keepConnected(
  open: () => Promise<Link>,
  wait: (milliseconds: number, wake: Promise<void>) => Promise<void> = pause,
): Connection {
  const listeners = new Set<() => void>()
  let current: ConnectionState = 'connecting'
  let client: Api | null = null
  let stopped = false
  let wake = () => {}

  const become = (state: ConnectionState) => {
    if (state === current) return
    current = state
    for (const listener of listeners) listener()
  }

  const live = async () => {
    let failures = 0
    while (!stopped) {
      try {
        const link = await open()
        client = link.client
        failures = 0
        become('open')
        await link.closed
      } catch {
        failures += 1
      }
      client = null
      if (stopped) return
      become('lost')
      const woken = new Promise<void>((resolve) => (wake = resolve))
      await wait(waits[Math.min(failures, waits.length - 1)] ?? 8000, woken)
    }
  }
  void live()

  return {
    api: forwardTo(() => client),
    state: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retryNow: () => wake(),
    stop() {
      stopped = true
      wake()
    },
  }
}

async function pause(milliseconds: number, wake: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const slept = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([slept, wake])
  clearTimeout(timer)
}

type AnyMethod = (input: unknown, options?: unknown) => Promise<unknown>
type AnyClient = Readonly<Record<string, Readonly<Record<string, AnyMethod>>>>

function forwardTo(client: () => Api | null): Api {
  const groups = Object.entries(contract).map(([group, methods]) => {
    const forwarded = Object.keys(methods).map((name) => {
      const method: AnyMethod = async (input, options) => {
        const target = (client() as AnyClient | null)?.[group]?.[name]
        if (!target) throw new HelmdeckError('engine-unavailable')
        return await target(input, options)
      }
      return [name, method] as const
    })
    return [group, Object.fromEntries(forwarded)] as const
  })
  return Object.fromEntries(groups) as unknown as Api
}
