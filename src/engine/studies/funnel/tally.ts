import { quantile } from '../quantile.ts'
import type { Walked } from './walk.ts'

/** How many of one group came how far, and how long it took; seconds, by step. */
export interface Tally {
  readonly reached: readonly number[]
  /** Stopped before this step, of whom some still can make it. */
  readonly lost: readonly number[]
  readonly possible: readonly number[]
  /** Median and third quartile from the step before, median from the first step; null for the first step and where nobody came. */
  readonly median: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
  readonly fromFirst: readonly (number | null)[]
}

/** Counts the units at these places. */
export function tally({ depths, times, possible }: Walked, count: number, places: ArrayLike<number> = placesOf(depths)): Tally {
  const reached = Array.from({ length: count }, () => 0)
  const lost = Array.from({ length: count }, () => 0)
  const open = Array.from({ length: count }, () => 0)
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0
    const depth = depths[place] ?? 0
    for (let step = 0; step < depth; step += 1) reached[step] = (reached[step] ?? 0) + 1
    if (depth === count) continue
    if (possible[place] === 1) open[depth] = (open[depth] ?? 0) + 1
    else lost[depth] = (lost[depth] ?? 0) + 1
  }
  const spans = (step: number, before: number): Float64Array => {
    const found = new Float64Array(reached[step] ?? 0)
    let counted = 0
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0
      if ((depths[place] ?? 0) <= step) continue
      const span = (times[place * count + step] ?? NaN) - (times[place * count + before] ?? NaN)
      if (!Number.isNaN(span)) {
        found[counted] = Math.abs(span)
        counted += 1
      }
    }
    return found.subarray(0, counted).sort()
  }
  const steps = [...Array(count).keys()]
  const fromBefore = steps.map((step) => (step === 0 ? new Float64Array(0) : spans(step, step - 1)))
  return {
    reached,
    lost,
    possible: open,
    median: fromBefore.map((sorted) => quantile(sorted, 0.5)),
    upper: fromBefore.map((sorted) => quantile(sorted, 0.75)),
    fromFirst: steps.map((step) => (step === 0 ? null : quantile(spans(step, 0), 0.5))),
  }
}

function placesOf(depths: Uint8Array): Int32Array {
  return Int32Array.from({ length: depths.length }, (_, place) => place)
}
