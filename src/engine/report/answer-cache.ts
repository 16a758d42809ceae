import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'

interface Running<Answer> {
  readonly answer: Promise<Answer>
  readonly abort: () => void
  waiting: number
}

export interface AnswerCacheOptions {
  /** Kept answers weigh this much at most; those asked for longest ago go first. */
  readonly bytes: number
  /** How long a question may run. */
  readonly milliseconds: number
}

/**
 * Answers by what was asked. A question that is being answered is answered once for all who ask it meanwhile; it ends when
 * nobody waits any more, or when its time is up (`query-too-long` {seconds}). Who asks must put all that an answer depends on into the key.
 */
export class AnswerCache<Answer extends { readonly bytes: Uint8Array }> {
  readonly #kept = new Map<string, Answer>()
  readonly #running = new Map<string, Running<Answer>>()
  readonly #options: AnswerCacheOptions
  #bytes = 0

  constructor(options: AnswerCacheOptions) {
    this.#options = options
  }

  /** The answer, and whether it was there already. Fails with `cancelled`, `query-too-long`, and as `work` does. */
  async get(
    key: string,
    signal: CancelSignal,
    work: (signal: CancelSignal) => Promise<Answer>,
  ): Promise<{ readonly answer: Answer; readonly isKept: boolean }> {
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return { answer: kept, isKept: true }
    }
    if (signal.aborted) throw new HelmdeckError('cancelled')
    const running = this.#running.get(key) ?? this.#start(key, work)
    return { answer: await waitFor(running, signal), isKept: false }
  }

  /** The data were replaced by others: nothing that was answered, or is being, holds any more. */
  forget(): void {
    this.#kept.clear()
    this.#running.clear()
    this.#bytes = 0
  }

  #start(key: string, work: (signal: CancelSignal) => Promise<Answer>): Running<Answer> {
    const controller = new AbortController()
    const { milliseconds } = this.#options
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      controller.abort()
    }, milliseconds)
    const answer = work(controller.signal)
      .then((found) => {
        if (this.#running.get(key) === running) this.#keep(key, found)
        return found
      })
      .catch((cause: unknown) => {
        throw isLate ? new HelmdeckError('query-too-long', { seconds: Math.round(milliseconds / 1000) }, { cause }) : cause
      })
      .finally(() => {
        clearTimeout(timer)
        if (this.#running.get(key) === running) this.#running.delete(key)
      })
    // Nobody may be waiting any more when it fails.
    answer.catch(() => undefined)
    const running: Running<Answer> = {
      answer,
      abort: () => {
        // Who asks from now on gets an answer of their own.
        this.#running.delete(key)
        controller.abort()
      },
      waiting: 0,
    }
    this.#running.set(key, running)
    return running
  }

  #keep(key: string, answer: Answer): void {
    const size = answer.bytes.byteLength + key.length
    if (size > this.#options.bytes / 4) return
    this.#kept.set(key, answer)
    this.#bytes += size
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#options.bytes) return
      this.#kept.delete(oldest)
      this.#bytes -= bytes.byteLength + oldest.length
    }
  }
}

/** Waits with the others; the last one who gives up ends the work. */
async function waitFor<Answer>(running: Running<Answer>, signal: CancelSignal): Promise<Answer> {
  running.waiting += 1
  let leave: () => void = () => undefined
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      running.waiting -= 1
      if (running.waiting === 0) running.abort()
      reject(new HelmdeckError('cancelled'))
    }
  })
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([running.answer, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
