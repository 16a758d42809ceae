/** How strictly a chain of steps is read; all off = later steps at or after the ones before, anything may lie between. */
export interface ChainRules {
  /** How long after the first step the last one may lie, itself included; in the unit of the times. */
  readonly window: number
  /** An event that is another step, or none (`outside`), between two steps ends the chain. */
  readonly isDirect?: boolean
  /** With `isDirect`: a step that was made before may come again. */
  readonly mayReturn?: boolean
  /** A step made a second time ends the chain. */
  readonly endsOnRepeat?: boolean
  /** Each step lies after the one before, not at the same time. */
  readonly isRising?: boolean
  /** One event makes one step only, also where it would be several. */
  readonly isOnce?: boolean
}

/** The step of an event that is none: it is there to stand between others. */
export const outside = -1

/** Events of one thing, in order of time and then of step; one that is several steps stands there once for each. */
export interface Events {
  readonly steps: ArrayLike<number>
  readonly times: ArrayLike<number>
  /** Which event a row is; only read where one event makes one step. */
  readonly ids: ArrayLike<number>
  readonly from: number
  readonly to: number
}

/**
 * Reads chains of steps: how many consecutive steps from the first a thing made inside the window, and when. The longest chain
 * over all starts counts, the earliest of those. The rules are those of a window funnel as ClickHouse's documentation describes it
 * (parametric aggregate functions), so that both can be held against each other.
 */
export class ChainReader {
  /** When the steps of the chain that was read last were made; as many as its depth hold. */
  readonly times: Float64Array
  readonly #rules: ChainRules
  readonly #count: number
  readonly #chains: Float64Array[]
  readonly #starts: Float64Array
  readonly #ids: Float64Array
  readonly #isStart: (time: number) => boolean

  /** @param isStart Whether a first step at this time begins a chain. */
  constructor(count: number, rules: ChainRules, isStart: (time: number) => boolean = () => true) {
    this.times = new Float64Array(count)
    this.#rules = rules
    this.#count = count
    this.#chains = Array.from({ length: count }, () => new Float64Array(count))
    this.#starts = new Float64Array(count)
    this.#ids = new Float64Array(count)
    this.#isStart = isStart
  }

  /** The number of steps made. */
  read({ steps, times, ids, from, to }: Events): number {
    const { window, isDirect = false, mayReturn = false, endsOnRepeat = false, isRising = false, isOnce = false } = this.#rules
    const starts = this.#starts.fill(NaN)
    let depth = 0
    let isBegun = false
    for (let at = from; at < to; at += 1) {
      const row = isOnce ? backwardsInEvent(ids, at, from, to) : at
      const step = steps[row] ?? outside
      const time = times[row] ?? NaN
      if (step === outside) {
        if (isDirect && isBegun) break
        continue
      }
      if (step === 0) {
        if (!this.#isStart(time)) continue
        if (isDirect && isBegun && !mayReturn && depth > 1) break
        isBegun = true
        this.#begin(time, ids[row] ?? row)
        if (depth === 0) depth = this.#note(0)
        continue
      }
      if (endsOnRepeat && this.#isMade(step)) return (steps[row - 1] ?? outside) + 1
      if (isDirect && isBegun && !this.#isMade(step - 1)) break
      const before = step - 1
      if (!this.#isMade(before)) continue
      const start = starts[before] ?? NaN
      const chain = this.#chains[before]
      if (chain === undefined || time > start + window) continue
      if (isRising && !(time > (chain[before] ?? NaN))) continue
      if (isOnce && this.#ids[before] === (ids[row] ?? row)) continue
      // A later event of the same start changes nothing: the earlier one leaves more room for the next step.
      if ((starts[step] ?? NaN) >= start) continue
      this.#extend(step, time, ids[row] ?? row)
      if (step >= depth) depth = this.#note(step)
      if (depth === this.#count) break
    }
    return depth
  }

  #isMade(step: number): boolean {
    return !Number.isNaN(this.#starts[step] ?? NaN)
  }

  #begin(time: number, id: number): void {
    const chain = this.#chains[0]
    if (chain) chain[0] = time
    this.#starts[0] = time
    this.#ids[0] = id
  }

  #extend(step: number, time: number, id: number): void {
    const [before, chain] = [this.#chains[step - 1], this.#chains[step]]
    if (before === undefined || chain === undefined) return
    for (let place = 0; place < step; place += 1) chain[place] = before[place] ?? NaN
    chain[step] = time
    this.#starts[step] = this.#starts[step - 1] ?? NaN
    this.#ids[step] = id
  }

  #note(step: number): number {
    const chain = this.#chains[step]
    if (chain) for (let place = 0; place <= step; place += 1) this.times[place] = chain[place] ?? NaN
    return step + 1
  }
}

/** Rows of one event are read from its last step to its first, so that it does not begin anew before it goes on. */
function backwardsInEvent(ids: ArrayLike<number>, at: number, from: number, to: number): number {
  let first = at
  while (first > from && ids[first - 1] === ids[at]) first -= 1
  let last = at
  while (last + 1 < to && ids[last + 1] === ids[at]) last += 1
  return first + last - at
}
