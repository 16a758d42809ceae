import { z } from 'zod'
import { HelmdeckError } from '../../src/contract/errors.ts'
import { call, stream, type CancelSignal, type Contract, type HandlersOf } from '../../src/contract/method.ts'

const nothing = z.object({})

export const testContract = {
  plain: {
    add: call(z.object({ left: z.number(), right: z.number().default(1) }), z.object({ sum: z.number() }), ['invalid-request']),
    refuse: call(z.object({ file: z.string() }), nothing, ['file-empty']),
    crash: call(nothing, nothing, ['internal']),
    hang: call(nothing, nothing, ['cancelled']),
    lie: call(nothing, z.object({ count: z.int() }), ['internal']),
  },
  streams: {
    countTo: stream(z.object({ last: z.int() }), z.object({ step: z.int() }), z.object({ steps: z.int() }), []),
    watch: stream(nothing, z.object({ version: z.int() }), nothing, ['cancelled']),
  },
  bytes: {
    reverse: call(z.object({ label: z.string() }), z.object({ label: z.string(), length: z.int() }), [], { bytesIn: true, bytesOut: true }),
  },
} satisfies Contract

export interface TestEngine {
  readonly handlers: HandlersOf<typeof testContract>
  readonly cancelled: string[]
  publish(version: number): void
  /** Resolves when the named handler has begun. */
  started(name: string): Promise<void>
}

export function createTestEngine(): TestEngine {
  const watchers = new Set<(version: number) => void>()
  const cancelled: string[] = []
  const begun = new Map<string, { promise: Promise<void>; resolve: () => void }>()
  const gate = (name: string): { promise: Promise<void>; resolve: () => void } => {
    const known = begun.get(name)
    if (known) return known
    let resolve = (): void => undefined
    const made = { promise: new Promise<void>((done) => (resolve = done)), resolve: () => resolve() }
    begun.set(name, made)
    return made
  }
  const untilCancelled = (name: string, signal: CancelSignal): Promise<never> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        cancelled.push(name)
        reject(new HelmdeckError('cancelled'))
      })
      gate(name).resolve()
    })

  return {
    cancelled,
    publish: (version) => watchers.forEach((tell) => tell(version)),
    started: (name) => gate(name).promise,
    handlers: {
      plain: {
        add: async ({ left, right }) => ({ sum: left + right }),
        refuse: async ({ file }) => {
          throw new HelmdeckError('file-empty', { file })
        },
        crash: async () => {
          throw new TypeError('secret detail')
        },
        hang: async (_input, { signal }) => untilCancelled('hang', signal),
        lie: async () => ({ count: 'many' }) as unknown as { count: number },
      },
      streams: {
        countTo: async ({ last }, { progress }) => {
          for (let step = 1; step <= last; step += 1) {
            progress({ step })
            if (step % 100 === 0) await Promise.resolve()
          }
          return { steps: last }
        },
        watch: async (_input, { signal, progress }) => {
          watchers.add((version) => progress({ version }))
          return untilCancelled('watch', signal)
        },
      },
      bytes: {
        reverse: async ({ label, bytes }) => ({ label, length: bytes.byteLength, bytes: bytes.slice().reverse() }),
      },
    },
  }
}
