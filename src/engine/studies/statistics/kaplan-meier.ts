import { normalQuantile, normalTwoSided } from './distributions.ts'

export interface SurvivalStep {
  /** In the unit of the durations. */
  readonly time: number
  /** Those whose duration is known to reach this time. */
  readonly atRisk: number
  readonly events: number
  readonly censored: number
  /** The share still there after this time. */
  readonly survival: number
  /** Greenwood's standard error; 0 once nobody is left. */
  readonly standardError: number
  /** Once nobody is left the upper bound stays where it was: nothing tells how far it falls. */
  readonly lower: number
  readonly upper: number
}

export type SurvivalInterval = 'log-log' | 'log' | 'plain'

export interface SurvivalOptions {
  /** 0.95 unless told. */
  readonly confidence?: number
  /** How the interval is built around Greenwood's error: `log-log` (unless told) stays within 0 and 1, `log` is R's, `plain` the textbook's. */
  readonly interval?: SurvivalInterval
}

export interface SurvivalCurve {
  /** One step per distinct time at which something ended or was last seen. */
  readonly steps: readonly SurvivalStep[]
  readonly subjects: number
  readonly events: number
  /** The time by which half have ended; null where the curve doesn't come down to a half. */
  readonly median: number | null
  /** Brookmeyer and Crowley 1982; each side null where its bound doesn't come down to a half. */
  readonly medianInterval: { readonly lower: number | null; readonly upper: number | null }
}

/**
 * How long things last when some haven't ended yet (Kaplan and Meier 1958): `durations` >= 0 in any one unit, `ended` 1 where the end was seen and
 * 0 where the thing was still open when last seen. Throws RangeError {row} at a duration that isn't a number >= 0, at columns of different length,
 * and at a confidence outside (0, 1).
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  ended: ArrayLike<number | boolean>,
  { confidence = 0.95, interval = 'log-log' }: SurvivalOptions = {},
): SurvivalCurve {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`${confidence} isn't a confidence`)
  const z = normalQuantile((1 + confidence) / 2)
  const steps: SurvivalStep[] = []
  let survival = 1
  let greenwood = 0
  let total = 0
  for (const { time, atRisk, events, censored } of counted(durations, ended)) {
    survival *= 1 - events / atRisk
    greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events))
    total += events
    const [lower, upper] = survival > 0 ? boundsOf(interval, survival, Math.sqrt(greenwood), z) : [0, steps.at(-1)?.upper ?? 1]
    steps.push({ time, atRisk, events, censored, survival, standardError: survival * Math.sqrt(greenwood), lower, upper })
  }
  const firstAtHalf = (of: (step: SurvivalStep) => number): number | null => firstAtMost(steps, of, 0.5)
  return {
    steps,
    subjects: durations.length,
    events: total,
    median: firstAtHalf((step) => step.survival),
    medianInterval: { lower: firstAtHalf((step) => step.lower), upper: firstAtHalf((step) => step.upper) },
  }
}

/** The first time by which this share has ended; null where so many have not ended yet. */
export function endedBy({ steps }: Pick<SurvivalCurve, 'steps'>, share: number): number | null {
  return firstAtMost(steps, ({ survival }) => survival, 1 - share)
}

// Products of shares that should meet a bound miss it by the last digits of a double.
const tiny = 1e-12

function firstAtMost(steps: readonly SurvivalStep[], of: (step: SurvivalStep) => number, bound: number): number | null {
  return steps.find((step) => of(step) <= bound + tiny)?.time ?? null
}

/** The share still there at a time: 1 before the first end. */
export function survivalAt({ steps }: SurvivalCurve, time: number): number {
  return steps.findLast((step) => step.time <= time)?.survival ?? 1
}

/** The mean duration up to a limit: the area under the curve. Says something also where the median doesn't exist. */
export function restrictedMean({ steps }: SurvivalCurve, limit: number): number {
  let [area, from, survival] = [0, 0, 1]
  for (const step of steps) {
    if (step.time >= limit) break
    area += survival * (step.time - from)
    from = step.time
    survival = step.survival
  }
  return area + survival * (limit - from)
}

export interface LogRank {
  /** What the first group had, and what it would have had if both were alike. */
  readonly observed: number
  readonly expected: number
  /** With one degree of freedom; null where nothing can be compared. */
  readonly chiSquare: number | null
  readonly p: number | null
}

/** Whether two groups last equally long (Mantel 1966), at times in either. Throws as kaplanMeier. */
export function logRank(
  one: { readonly durations: ArrayLike<number>; readonly ended: ArrayLike<number | boolean> },
  other: { readonly durations: ArrayLike<number>; readonly ended: ArrayLike<number | boolean> },
): LogRank {
  const groups = [counted(one.durations, one.ended), counted(other.durations, other.ended)] as const
  const times = [...new Set(groups.flatMap((rows) => rows.filter(({ events }) => events > 0).map(({ time }) => time)))]
  let [observed, expected, variance] = [0, 0, 0]
  for (const time of times) {
    const [first, second] = groups.map((rows) => {
      const row = rows.find((at) => at.time >= time)
      return { atRisk: row?.atRisk ?? 0, events: row?.time === time ? row.events : 0 }
    }) as [{ atRisk: number; events: number }, { atRisk: number; events: number }]
    const atRisk = first.atRisk + second.atRisk
    const events = first.events + second.events
    observed += first.events
    expected += (events * first.atRisk) / atRisk
    if (atRisk > 1) variance += (events * first.atRisk * second.atRisk * (atRisk - events)) / (atRisk ** 2 * (atRisk - 1))
  }
  if (!(variance > 0)) return { observed, expected, chiSquare: null, p: null }
  const chiSquare = (observed - expected) ** 2 / variance
  return { observed, expected, chiSquare, p: normalTwoSided(Math.sqrt(chiSquare)) }
}

interface CountedTime {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  readonly censored: number
}

/** Who is there, ends and goes out of sight at each distinct time; an end counts before a going at the same time. */
function counted(durations: ArrayLike<number>, ended: ArrayLike<number | boolean>): CountedTime[] {
  const n = durations.length
  if (ended.length !== n) throw new RangeError('durations and ends differ in length')
  for (let i = 0; i < n; i += 1) {
    if (!(durations[i]! >= 0 && Number.isFinite(durations[i]!))) throw new RangeError(`row ${i} lasts ${durations[i]}`)
  }
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => durations[i]! - durations[j]!)
  const rows: CountedTime[] = []
  for (let from = 0; from < n;) {
    const time = durations[order[from]!]!
    let to = from
    let events = 0
    for (; to < n && durations[order[to]!]! === time; to += 1) if (ended[order[to]!]) events += 1
    rows.push({ time, atRisk: n - from, events, censored: to - from - events })
    from = to
  }
  return rows
}

/** `relative` = Greenwood's error relative to the survival. */
function boundsOf(interval: SurvivalInterval, survival: number, relative: number, z: number): readonly [number, number] {
  if (survival >= 1) return [1, 1]
  if (interval === 'plain') return [Math.max(0, survival - z * survival * relative), Math.min(1, survival + z * survival * relative)]
  if (interval === 'log') return [survival * Math.exp(-z * relative), Math.min(1, survival * Math.exp(z * relative))]
  const reach = (z * relative) / Math.abs(Math.log(survival))
  return [survival ** Math.exp(reach), survival ** Math.exp(-reach)]
}
