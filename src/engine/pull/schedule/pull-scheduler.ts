import type { EngineLog } from '../../engine-context.ts'

/** Calls back once after some time; what it gives back takes that back. Tests call back by themselves. */
export type Timer = (milliseconds: number, callBack: () => Promise<void>) => () => void

/** The machine's own. It keeps no process alive. */
export const machineTimer: Timer = (milliseconds, callBack) => {
  const timer = setTimeout(() => void callBack(), milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}

export interface Due {
  readonly name: string
  /** null = not by itself. */
  readonly at: Date | null
}

export interface SchedulerMeans {
  readonly timer: Timer
  readonly now: () => Date
  readonly log: EngineLog
  /** When each connection is to be pulled; those that are being pulled left out. */
  readonly due: () => Promise<readonly Due[]>
  /** Rejects where it fails; what is to be known of that is noted by then. */
  readonly pull: (name: string) => Promise<unknown>
}

/** Timers stand still while a computer sleeps: the clock is looked at at least this often. */
const longestMilliseconds = 30_000
const shortestMilliseconds = 1000
/** Beside what is noted of a failure: where nothing can be noted, it is not tried again and again either. */
const restMilliseconds = 60_000

/** Pulls what is due, by one timer, while the engine is there. */
export class PullScheduler {
  private readonly means: SchedulerMeans
  private readonly rests = new Map<string, number>()
  private takeBack: () => void = () => undefined
  private isClosed = false
  private isStale = false
  private looking: Promise<void> | null = null

  constructor(means: SchedulerMeans) {
    this.means = means
    this.arm(shortestMilliseconds)
  }

  /** To be called where something changed that the next time of a connection depends on. */
  wake(name: string): void {
    this.rests.delete(name)
    this.isStale = true
    if (!this.isClosed && this.looking === null) this.arm(0)
  }

  /** Ends looking; pulls that run are their owner's. */
  async close(): Promise<void> {
    this.isClosed = true
    this.takeBack()
    await this.looking
  }

  private arm(milliseconds: number): void {
    this.takeBack()
    this.takeBack = this.means.timer(milliseconds, () => this.tick())
  }

  /** Ends when the pulls that it began have. */
  private async tick(): Promise<void> {
    if (this.isClosed || this.looking !== null) return
    const begun: Promise<void>[] = []
    let next = longestMilliseconds
    this.isStale = false
    this.looking = this.look(begun)
      .then((milliseconds) => void (next = milliseconds))
      .catch((error: unknown) => this.means.log.error({ err: error }, 'the schedule of pulls could not be read'))
    await this.looking
    this.looking = null
    if (!this.isClosed) this.arm(this.isStale ? 0 : next)
    await Promise.all(begun)
  }

  /** Begins what is due; the milliseconds until something may be again. */
  private async look(begun: Promise<void>[]): Promise<number> {
    const { due, now } = this.means
    let next = longestMilliseconds
    for (const { name, at } of await due()) {
      if (at === null) continue
      const wait = Math.max(at.getTime(), this.rests.get(name) ?? 0) - now().getTime()
      if (wait > 0) next = Math.min(next, Math.max(wait, shortestMilliseconds))
      else begun.push(this.begin(name))
    }
    return next
  }

  private async begin(name: string): Promise<void> {
    const { now, pull, log } = this.means
    try {
      await pull(name)
      this.rests.delete(name)
    } catch (error) {
      this.rests.set(name, now().getTime() + restMilliseconds)
      log.info({ connection: name, code: (error as { code?: unknown }).code ?? 'internal' }, 'a pull of the schedule failed')
    }
  }
}
