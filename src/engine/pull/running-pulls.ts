import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { ConnectionEntry, PullProgress, PullRun } from '../../contract/pulls.ts'

type Running = NonNullable<ConnectionEntry['running']>

export interface PullCall {
  readonly signal: CancelSignal
  readonly progress: (progress: PullProgress) => void
}

interface Entry {
  running: Running
  readonly control: AbortController
  readonly ended: Promise<unknown>
}

const tellMilliseconds = 1000

/** The pulls that run now: one of a connection at a time, whoever began it. */
export class RunningPulls {
  private readonly entries = new Map<string, Entry>()
  private readonly tell: (name: string) => void
  isClosing = false

  /** `tell` is called as a pull begins, goes on and ends; not for every page. */
  constructor(tell: (name: string) => void) {
    this.tell = tell
  }

  of(name: string): Running | null {
    return this.entries.get(name)?.running ?? null
  }

  /** Throws `pull-running`. */
  async run<T>(
    name: string,
    { trigger, now }: { readonly trigger: PullRun['trigger']; readonly now: Date },
    outer: PullCall,
    work: (call: PullCall) => Promise<T>,
  ): Promise<T> {
    if (this.entries.has(name)) throw new HelmdeckError('pull-running', { name })
    if (this.isClosing) throw new HelmdeckError('cancelled')
    const control = new AbortController()
    const stop = (): void => control.abort()
    if (outer.signal.aborted) stop()
    outer.signal.addEventListener('abort', stop, { once: true })
    const running: Running = {
      startedAt: now.toISOString(),
      trigger,
      progress: { step: 'connecting', object: null, records: 0, fraction: 0 },
    }
    // Begins only once the entry stands: the work asks who runs.
    const ended = Promise.resolve().then(() => work({ signal: control.signal, progress: this.teller(name, outer) }))
    this.entries.set(name, { running, control, ended })
    this.tell(name)
    try {
      return await ended
    } finally {
      outer.signal.removeEventListener('abort', stop)
      this.entries.delete(name)
      this.tell(name)
    }
  }

  stop(name: string): void {
    this.entries.get(name)?.control.abort()
  }

  /** Ends all of them and lets no other begin. */
  async close(): Promise<void> {
    this.isClosing = true
    const entries = [...this.entries.values()]
    for (const { control } of entries) control.abort()
    await Promise.allSettled(entries.map(({ ended }) => ended))
  }

  private teller(name: string, outer: PullCall): (progress: PullProgress) => void {
    let told = -Infinity
    return (progress) => {
      outer.progress(progress)
      const entry = this.entries.get(name)
      if (entry === undefined) return
      const { step, object } = entry.running.progress
      entry.running = { ...entry.running, progress }
      const isNews = step !== progress.step || object !== progress.object || performance.now() - told >= tellMilliseconds
      if (!isNews) return
      told = performance.now()
      this.tell(name)
    }
  }
}
