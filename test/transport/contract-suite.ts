import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientOf } from '../../src/contract/method.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { serveApi, type ApiHost } from '../../src/transport/api-host.ts'
import type { ClosableWire } from '../../src/transport/wire.ts'
import { createTestEngine, testContract, type TestEngine } from './test-contract.ts'

export interface WirePair {
  readonly client: ClosableWire
  readonly host: ClosableWire
  dispose(): Promise<void> | void
}

/** What every wire must do, whatever it is made of. */
export function describeWire(name: string, connect: () => Promise<WirePair> | WirePair): void {
  describe(`the contract over ${name}`, () => {
    let pair: WirePair
    let engine: TestEngine
    let host: ApiHost
    let api: ClientOf<typeof testContract>
    let bugs: { method: string; error: unknown }[]

    beforeEach(async () => {
      pair = await connect()
      engine = createTestEngine()
      bugs = []
      host = serveApi(testContract, engine.handlers, pair.host, { onInternalError: (method, error) => bugs.push({ method, error }) })
      api = createClient(testContract, pair.client)
    })

    afterEach(() => pair.dispose())

    it('answers a call and fills in the defaults of its input', async () => {
      expect(await api.plain.add({ left: 2, right: 40 })).toEqual({ sum: 42 })
      expect(await api.plain.add({ left: 2 })).toEqual({ sum: 3 })
    })

    it('refuses input that does not fit the schema and names the field', async () => {
      const wrong = { left: 'two' } as unknown as { left: number }
      await expect(api.plain.add(wrong)).rejects.toMatchObject({ code: 'invalid-request', details: { field: 'left' } })
    })

    it('refuses a call without the bytes its method needs', async () => {
      const wrong = { label: 'x' } as unknown as { label: string; bytes: Uint8Array }
      await expect(api.bytes.reverse(wrong)).rejects.toMatchObject({ code: 'invalid-request', details: { field: 'bytes' } })
    })

    it.each(['plain.missing', 'missing.add', 'plain.add.more', 'plain', '', 'constructor.name', '__proto__.toString', 'plain.constructor'])(
      'refuses the unknown method "%s"',
      async (method) => {
        const answer = new Promise((resolve) => pair.client.onFrame((message) => resolve(message.frame)))
        pair.client.send({ frame: { type: 'call', id: 77, method, input: {} } })
        expect(await answer).toMatchObject({ type: 'failure', id: 77, error: { code: 'invalid-request', details: { field: 'method' } } })
      },
    )

    it('carries an error a user can act on with its code and details', async () => {
      await expect(api.plain.refuse({ file: '商机.csv' })).rejects.toMatchObject({
        name: 'HelmdeckError',
        code: 'file-empty',
        details: { file: '商机.csv' },
      })
      expect(bugs).toEqual([])
    })

    it('shows our own bug as internal, without its text, and hands it to the log with its stack', async () => {
      const failure = await api.plain.crash({}).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'internal', message: 'internal' })
      expect(bugs).toHaveLength(1)
      expect(bugs[0]?.method).toBe('plain.crash')
      expect((bugs[0]?.error as Error).stack).toContain('secret detail')
    })

    it('rejects an answer that does not fit its schema', async () => {
      await expect(api.plain.lie({})).rejects.toMatchObject({ code: 'internal' })
    })

    it('streams progress in order and all of it before the answer', async () => {
      const steps: number[] = []
      const result = await api.streams.countTo({ last: 1000 }, { onProgress: ({ step }) => steps.push(step) })
      expect(result).toEqual({ steps: 1000 })
      expect(steps).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1))
    })

    it('keeps a change stream open until it is cancelled', async () => {
      const seen: number[] = []
      const source = new AbortController()
      let sawTwo = (): void => undefined
      const two = new Promise<void>((resolve) => (sawTwo = resolve))
      const watching = api.streams.watch(
        {},
        {
          signal: source.signal,
          onProgress: ({ version }) => {
            seen.push(version)
            if (seen.length === 2) sawTwo()
          },
        },
      )
      await engine.started('watch')
      engine.publish(7)
      expect(await api.plain.add({ left: 1 })).toEqual({ sum: 2 })
      engine.publish(8)
      await two
      source.abort()
      await expect(watching).rejects.toMatchObject({ code: 'cancelled' })
      expect(seen).toEqual([7, 8])
      expect(engine.cancelled).toEqual(['watch'])
    })

    it('carries several megabytes both ways unchanged', async () => {
      const bytes = Uint8Array.from({ length: 5_000_011 }, (_, index) => (index * 7 + (index >> 8)) & 255)
      const expected = Uint8Array.from(bytes).reverse()
      const answer = await api.bytes.reverse({ label: '块', bytes })
      expect(answer.length).toBe(5_000_011)
      expect(answer.label).toBe('块')
      expect(Buffer.compare(answer.bytes, expected)).toBe(0)
      expect(bytes.byteLength).toBe(5_000_011)
    })

    it('hands bytes over aligned, so that Arrow can read them in place', async () => {
      const answer = await api.bytes.reverse({ label: 'odd length', bytes: new Uint8Array([1, 2, 3]) })
      expect([...answer.bytes]).toEqual([3, 2, 1])
      expect(answer.bytes.byteOffset % 8).toBe(0)
    })

    it('carries zero bytes as zero bytes', async () => {
      const answer = await api.bytes.reverse({ label: '', bytes: new Uint8Array(0) })
      expect(answer.bytes.byteLength).toBe(0)
    })

    it('sends a small view of a large buffer as what it is', async () => {
      const large = new Uint8Array(1_000_000).fill(9)
      large.set([1, 2, 3], 500_000)
      const answer = await api.bytes.reverse({ label: '', bytes: large.subarray(500_000, 500_003) })
      expect([...answer.bytes]).toEqual([3, 2, 1])
    })

    it('cancels the handler and answers cancelled', async () => {
      const source = new AbortController()
      const hanging = api.plain.hang({}, { signal: source.signal })
      await engine.started('hang')
      source.abort()
      await expect(hanging).rejects.toMatchObject({ code: 'cancelled' })
      expect(engine.cancelled).toEqual(['hang'])
      expect(bugs).toEqual([])
    })

    it('does not send a call that was cancelled before it began', async () => {
      await expect(api.plain.crash({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
      await api.plain.add({ left: 1 })
      expect(bugs).toEqual([])
    })

    it('gives the result when the cancel came too late', async () => {
      const source = new AbortController()
      const adding = api.plain.add({ left: 1 }, { signal: source.signal })
      source.abort()
      expect(await adding).toEqual({ sum: 2 })
    })

    it('answers a thousand calls at once, each with its own answer', async () => {
      const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => api.plain.add({ left: index, right: 1000 })))
      expect(answers.map(({ sum }) => sum)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1000))
    })

    it('rejects everything pending and everything later when the engine says it closes', async () => {
      const pending = [api.plain.hang({}), api.streams.watch({})]
      const failures = Promise.allSettled(pending)
      await Promise.all([engine.started('hang'), engine.started('watch')])
      host.close()
      for (const failure of await failures) expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'engine-unavailable' } })
      await expect(api.plain.add({ left: 1 })).rejects.toMatchObject({ code: 'engine-unavailable' })
      expect(engine.cancelled.sort()).toEqual(['hang', 'watch'])
    })

    it('rejects everything pending and everything later when the wire is cut', async () => {
      const failure = api.plain.hang({}).catch((error: unknown) => error)
      await engine.started('hang')
      pair.host.close()
      expect(await failure).toMatchObject({ code: 'engine-unavailable' })
      await expect(api.plain.add({ left: 1 })).rejects.toMatchObject({ code: 'engine-unavailable' })
    })

    it('cancels what runs when the client goes away', async () => {
      void api.plain.hang({}).catch(() => undefined)
      await engine.started('hang')
      const gone = new Promise<void>((resolve) => pair.host.onFrame(({ frame }) => frame.type === 'closed' && resolve()))
      pair.client.close()
      await gone
      await Promise.resolve()
      expect(engine.cancelled).toEqual(['hang'])
    })

    it('tells a client that comes too late that the engine is gone', async () => {
      const gone = new Promise<void>((resolve) => pair.client.onFrame(({ frame }) => frame.type === 'closed' && resolve()))
      pair.host.close()
      await gone
      await expect(createClient(testContract, pair.client).plain.add({ left: 1 })).rejects.toMatchObject({ code: 'engine-unavailable' })
    })
  })
}
