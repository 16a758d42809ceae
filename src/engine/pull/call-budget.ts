import { HelmdeckError } from '../../contract/errors.ts'

/** Counts the calls of a pull against what a day allows. */
export class CallBudget {
  private readonly daily: number
  private readonly before: number
  calls = 0

  /** `before`: calls of earlier pulls of this day. */
  constructor(daily: number, before: number) {
    this.daily = daily
    this.before = before
  }

  /** Throws `source-limit` when the day's calls are used up. */
  async take(): Promise<void> {
    if (this.before + this.calls >= this.daily) throw new HelmdeckError('source-limit', { calls: this.daily })
    this.calls++
  }
}
