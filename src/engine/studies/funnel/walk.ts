import type { FunnelParams } from '../../../contract/study-funnel.ts'
import type { ArrowTable } from '../../database/arrow-table.ts'
import { ChainReader, type Events } from './chain.ts'
import { endedStep } from './funnel-steps.ts'
import { readAnyOrder, readReached } from './reach.ts'

const day = 86_400

/** What the rules of a walk are made of; days since 1970-01-01. */
export interface WalkRules {
  readonly params: Pick<FunnelParams, 'order' | 'windowDays' | 'exclude'>
  readonly count: number
  /** The same step stands there more than once: each needs an event of its own. */
  readonly hasTwins: boolean
  readonly from: number | null
  readonly to: number | null
  readonly asOf: number
}

/** How one step of the cohort stands to what happened in the period itself. */
export interface Reconciled {
  cohort: number
  /** Of those: made after the period. */
  later: number
  /** Made in the period by those who made the first step before it. */
  earlier: number
  /** … by those who never made the first step. */
  never: number
  /** … by those of the cohort against order, window or exclusion. */
  otherwise: number
  period: number
}

/** Everything that is known of the units that made the first step in the period; `times` holds `count` seconds a unit, NaN for a step not made. */
export interface Walked {
  readonly units: Float64Array
  readonly depths: Uint8Array
  readonly times: Float64Array
  /** The next step can still be made. */
  readonly possible: Uint8Array
  readonly excluded: readonly number[]
  readonly reconciled: readonly Reconciled[]
  /** A step knows days only: all are compared by days. */
  readonly isByDay: boolean
}

/** Reads what happened to each unit, in its order (see queries/studies/funnel/chain.sql), into how far each came. */
export function walk(table: ArrowTable, rules: WalkRules): Walked {
  const column = (name: string): Float64Array => table.column(name).numbers()
  const [units, steps, things, given] = [column('unit'), column('step'), column('thing'), column('moment')]
  const isByDay = knowsDaysOnly(steps, given)
  const times = isByDay ? given.map((time) => Math.floor(time / day) * day) : given
  return new Walk(rules, isByDay).read(units, steps, times, things)
}

/** Whether all times of some step are midnights: a day without a time can't be told to be after a time of that day. */
function knowsDaysOnly(steps: ArrayLike<number>, times: ArrayLike<number>): boolean {
  const seen = new Uint8Array(256)
  const timed = new Uint8Array(256)
  for (let row = 0; row < steps.length; row += 1) {
    const time = times[row] ?? NaN
    const step = steps[row] ?? 0
    if (Number.isNaN(time) || step === endedStep) continue
    seen[step] = 1
    if (time % day !== 0) timed[step] = 1
  }
  return seen.some((was, step) => was === 1 && timed[step] === 0)
}

class Walk {
  readonly #rules: WalkRules
  readonly #isByDay: boolean
  readonly #chain: ChainReader
  readonly #window: number
  readonly #made: Float64Array
  readonly #first: number
  readonly #last: number

  constructor(rules: WalkRules, isByDay: boolean) {
    const { params, count, from, to } = rules
    this.#rules = rules
    this.#isByDay = isByDay
    this.#window = params.windowDays === null ? Infinity : params.windowDays * day
    this.#first = from === null ? -Infinity : from * day
    this.#last = to === null ? Infinity : (to + 1) * day
    this.#chain = new ChainReader(count, { window: this.#window, isDirect: params.order === 'direct', isOnce: rules.hasTwins }, (time) =>
      this.#isInPeriod(time),
    )
    this.#made = this.#chain.times
  }

  read(units: Float64Array, steps: Float64Array, times: Float64Array, ids: Float64Array): Walked {
    const { count } = this.#rules
    const found = {
      units: [] as number[],
      depths: [] as number[],
      times: [] as number[],
      possible: [] as number[],
      excluded: [] as number[],
    }
    const reconciled: Reconciled[] = Array.from({ length: count }, () => ({
      cohort: 0,
      later: 0,
      earlier: 0,
      never: 0,
      otherwise: 0,
      period: 0,
    }))
    for (let from = 0; from < units.length;) {
      let to = from + 1
      while (to < units.length && units[to] === units[from]) to += 1
      if (this.#isByDay) sortByTimeAndStep(steps, times, ids, from, to)
      const events: Events = { steps, times, ids, from, to }
      let depth = this.#depth(events)
      if (depth > 0 && this.#isExcluded(events, depth)) {
        found.excluded.push(units[from] ?? 0)
        depth = 0
      }
      this.#reconcile(events, depth, reconciled)
      if (depth > 0) {
        found.units.push(units[from] ?? 0)
        found.depths.push(depth)
        found.possible.push(depth < count && this.#canGoOn(events) ? 1 : 0)
        for (let step = 0; step < count; step += 1) found.times.push(step < depth ? (this.#made[step] ?? NaN) : NaN)
      }
      from = to
    }
    return {
      units: Float64Array.from(found.units),
      depths: Uint8Array.from(found.depths),
      times: Float64Array.from(found.times),
      possible: Uint8Array.from(found.possible),
      excluded: found.excluded,
      reconciled,
      isByDay: this.#isByDay,
    }
  }

  #isInPeriod(time: number): boolean {
    return time >= this.#first && time < this.#last
  }

  #depth(events: Events): number {
    const { params, count } = this.#rules
    const rules = { window: this.#window, count, isStart: (time: number) => this.#isInPeriod(time) }
    if (params.order === 'reached') return readReached(events, rules, this.#made)
    if (params.order === 'any-order') return readAnyOrder(events, rules, this.#made)
    return this.#chain.read(withoutOthers(events, count))
  }

  /** An excluded step lies after the one step and before the other, or before the window ends where the other was not made. */
  #isExcluded({ steps, times, from, to }: Events, depth: number): boolean {
    const { params, count } = this.#rules
    return params.exclude.some(({ after, before }, place) => {
      if (depth < after) return false
      const begins = this.#made[after - 1] ?? NaN
      const ends = depth >= before ? (this.#made[before - 1] ?? NaN) : (this.#made[0] ?? NaN) + this.#window
      for (let row = from; row < to; row += 1) {
        const time = times[row] ?? NaN
        if (steps[row] === count + place && time >= begins && time <= ends) return true
      }
      return false
    })
  }

  /** The window is open and nothing has ended the unit's way. */
  #canGoOn({ steps, from, to }: Events): boolean {
    const { asOf } = this.#rules
    if ((this.#made[0] ?? NaN) + this.#window < (asOf + 1) * day) return false
    for (let row = from; row < to; row += 1) if (steps[row] === endedStep) return false
    return true
  }

  #reconcile({ steps, times, from, to }: Events, depth: number, reconciled: readonly Reconciled[]): void {
    const { count } = this.#rules
    let inPeriod = 0
    let hasFirst = false
    for (let row = from; row < to; row += 1) {
      const step = steps[row] ?? -1
      const time = times[row] ?? NaN
      if (step === 0) hasFirst = true
      if (step < count && this.#isInPeriod(time)) inPeriod |= 1 << step
    }
    for (let step = 0; step < count; step += 1) {
      const tally = reconciled[step]
      if (tally === undefined) continue
      const isHere = (inPeriod & (1 << step)) !== 0
      if (isHere) tally.period += 1
      if (step < depth) {
        tally.cohort += 1
        if (!isHere) tally.later += 1
      } else if (isHere) {
        if (depth > 0) tally.otherwise += 1
        else if (!hasFirst) tally.never += 1
        else if (this.#startsInPeriod(steps, times, from, to)) tally.otherwise += 1
        else tally.earlier += 1
      }
    }
  }

  #startsInPeriod(steps: ArrayLike<number>, times: ArrayLike<number>, from: number, to: number): boolean {
    for (let row = from; row < to; row += 1) if (steps[row] === 0 && this.#isInPeriod(times[row] ?? NaN)) return true
    return false
  }
}

/** A view on the rows that are steps; exclusions and the end stand in nobody's way. */
function withoutOthers(events: Events, count: number): Events {
  const { steps, times, ids, from, to } = events
  let isPure = true
  for (let row = from; row < to && isPure; row += 1) isPure = (steps[row] ?? 0) < count
  if (isPure) return events
  const rows: number[] = []
  for (let row = from; row < to; row += 1) if ((steps[row] ?? 0) < count) rows.push(row)
  const pick = (source: ArrayLike<number>): number[] => rows.map((row) => source[row] ?? NaN)
  return { steps: pick(steps), times: pick(times), ids: pick(ids), from: 0, to: rows.length }
}

/** A unit has a handful of events. */
function sortByTimeAndStep(steps: Float64Array, times: Float64Array, ids: Float64Array, from: number, to: number): void {
  for (let row = from + 1; row < to; row += 1) {
    const [step, time, id] = [steps[row] ?? 0, times[row] ?? NaN, ids[row] ?? NaN]
    let place = row
    while (place > from && isAfter(times[place - 1] ?? NaN, steps[place - 1] ?? 0, time, step)) {
      steps[place] = steps[place - 1] ?? 0
      times[place] = times[place - 1] ?? NaN
      ids[place] = ids[place - 1] ?? NaN
      place -= 1
    }
    steps[place] = step
    times[place] = time
    ids[place] = id
  }
}

function isAfter(time: number, step: number, otherTime: number, otherStep: number): boolean {
  return time > otherTime || (time === otherTime && step > otherStep)
}
