import { describe, expect, it } from 'vitest'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { AnswerCache } from '../../../src/engine/report/answer-cache.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'

const answerOf = (size: number): { bytes: Uint8Array } => ({ bytes: new Uint8Array(size) })
const open = (): AnswerCache<{ bytes: Uint8Array }> => new AnswerCache({ bytes: 1000, milliseconds: 60_000 })

/** Work that ends when it is told to, or when it is aborted. */
function heldWork(): {
  work: (signal: CancelSignal) => Promise<{ bytes: Uint8Array }>
  end: () => void
  starts: () => number
  aborts: () => number
} {
  let starts = 0
  let aborts = 0
  let end = (): void => undefined
  return {
    work: (signal) => {
      starts += 1
      return new Promise((resolve, reject) => {
        end = () => resolve(answerOf(10))
        signal.addEventListener('abort', () => {
          aborts += 1
          reject(new HelmdeckError('cancelled'))
        })
      })
    },
    end: () => end(),
    starts: () => starts,
    aborts: () => aborts,
  }
}

const never = new AbortController().signal

describe('answers by what was asked', () => {
  it('are given again without work', async () => {
    const cache = open()
    let times = 0
    const work = async (): Promise<{ bytes: Uint8Array }> => (times++, answerOf(10))
    const first = await cache.get('a', never, work)
    const second = await cache.get('a', never, work)
    expect([first.isKept, second.isKept, times, second.answer === first.answer]).toEqual([false, true, 1, true])
    cache.forget()
    await cache.get('a', never, work)
    expect(times).toBe(2)
  })

  it('are worked out once for all who ask meanwhile', async () => {
    const cache = open()
    const held = heldWork()
    const both = Promise.all([cache.get('a', never, held.work), cache.get('a', never, held.work)])
    held.end()
    const [one, other] = await both
    expect([held.starts(), one.answer === other.answer]).toEqual([1, true])
  })

  it('go on while one of them waits, and end with the last', async () => {
    const cache = open()
    const held = heldWork()
    const [first, second] = [new AbortController(), new AbortController()]
    const one = cache.get('a', first.signal, held.work)
    const two = cache.get('a', second.signal, held.work)
    first.abort()
    await expect(one).rejects.toMatchObject({ code: 'cancelled' })
    expect(held.aborts()).toBe(0)
    second.abort()
    await expect(two).rejects.toMatchObject({ code: 'cancelled' })
    expect(held.aborts()).toBe(1)
    // Who asks now gets an answer of their own.
    const three = cache.get('a', never, held.work)
    held.end()
    await three
    expect(held.starts()).toBe(2)
  })

  it('are not kept where they failed', async () => {
    const cache = open()
    await expect(cache.get('a', never, () => Promise.reject(new HelmdeckError('invalid-report')))).rejects.toMatchObject({
      code: 'invalid-report',
    })
    expect((await cache.get('a', never, async () => answerOf(1))).isKept).toBe(false)
  })

  it('that were begun before the data were replaced are not kept', async () => {
    const cache = open()
    const held = heldWork()
    const early = cache.get('a', never, held.work)
    cache.forget()
    held.end()
    await early
    expect((await cache.get('a', never, async () => answerOf(1))).isKept).toBe(false)
  })

  it('make room for new ones, the oldest first, and leave out what is too large', async () => {
    const cache = open()
    const work = (size: number) => async () => answerOf(size)
    for (const key of ['a', 'b', 'c', 'd', 'e']) await cache.get(key, never, work(220))
    expect((await cache.get('b', never, work(220))).isKept).toBe(true)
    expect((await cache.get('a', never, work(220))).isKept).toBe(false)
    await cache.get('large', never, work(500))
    expect((await cache.get('large', never, work(500))).isKept).toBe(false)
  })

  it('that take too long are stopped, and say so', async () => {
    const cache = new AnswerCache<{ bytes: Uint8Array }>({ bytes: 1000, milliseconds: 1 })
    const held = heldWork()
    await expect(cache.get('a', never, held.work)).rejects.toMatchObject({ code: 'query-too-long' })
    expect(held.aborts()).toBe(1)
  })
})
