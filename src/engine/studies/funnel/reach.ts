import type { Events } from './chain.ts'

/** How a unit's steps are read where their order says less than that of a chain. */
export interface ReachRules {
  readonly window: number
  readonly count: number
  /** Whether a first step at this time begins a chain. */
  readonly isStart: (time: number) => boolean
}

/**
 * A later step implies the ones before it: the unit begins with its earliest step of all, and a skipped step is made when the next
 * one is. Answers the number of steps and fills `made` with when.
 */
export function readReached({ steps, times, from, to }: Events, { window, count, isStart }: ReachRules, made: Float64Array): number {
  let start = NaN
  for (let row = from; row < to; row += 1) {
    const step = steps[row] ?? -1
    const time = times[row] ?? NaN
    if (step >= 0 && step < count && !Number.isNaN(time)) {
      start = time
      break
    }
  }
  if (Number.isNaN(start) || !isStart(start)) return 0
  made.fill(NaN, 0, count)
  for (let row = from; row < to; row += 1) {
    const step = steps[row] ?? -1
    const time = times[row] ?? NaN
    if (step < 0 || step >= count || !(time <= start + window)) continue
    if (!((made[step] ?? NaN) <= time)) made[step] = time
  }
  let depth = 0
  let next = NaN
  for (let step = count - 1; step >= 0; step -= 1) {
    const own = made[step] ?? NaN
    if (Number.isNaN(own)) made[step] = next
    else {
      depth ||= step + 1
      next = Number.isNaN(next) ? own : Math.min(own, next)
      made[step] = next
    }
  }
  return depth
}

/** Steps in any order inside the window on both sides of the first step: as many as were made from the first on without a gap. */
export function readAnyOrder({ steps, times, from, to }: Events, { window, count, isStart }: ReachRules, made: Float64Array): number {
  let best = 0
  const tried = new Float64Array(count)
  for (let first = from; first < to; first += 1) {
    const start = times[first] ?? NaN
    if (steps[first] !== 0 || !isStart(start)) continue
    tried.fill(NaN)
    for (let row = from; row < to; row += 1) {
      const step = steps[row] ?? -1
      const time = times[row] ?? NaN
      if (step < 0 || step >= count || !(Math.abs(time - start) <= window)) continue
      if (!((tried[step] ?? NaN) <= time)) tried[step] = time
    }
    tried[0] = start
    const gap = tried.findIndex((time) => Number.isNaN(time))
    const depth = gap === -1 ? count : gap
    if (depth > best) {
      best = depth
      made.set(tried)
    }
    if (best === count) break
  }
  return best
}
