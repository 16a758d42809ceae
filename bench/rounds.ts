export interface Contender {
  readonly name: string
  run(): Promise<void>
  /** Puts things back before a run; not timed. */
  prepare?(): Promise<void>
}

/** One that takes no part, and why. */
export interface Absentee {
  readonly name: string
  readonly absent: string
}

export interface Timing {
  readonly name: string
  readonly min: number
  readonly median: number
  /** Against the reference, by medians and by minima. */
  readonly ratio: number
  readonly minRatio: number
  /** Least seconds of work on all cores, in ms, and its ratio: hardly touched by what else runs on the machine. */
  readonly cpu: number
  readonly cpuRatio: number
}

export interface Comparison {
  readonly title: string
  readonly aim: string
  /** The reference every ratio is taken against is the last contender. */
  readonly timings: readonly (Timing | Absentee)[]
}

/** Runs the contenders in turn, round by round, after one discarded round: what slows the machine slows them alike. Milliseconds. */
export async function compare(
  title: string,
  aim: string,
  contenders: readonly (Contender | Absentee)[],
  rounds: number,
): Promise<Comparison> {
  const times = contenders.map((): number[] => [])
  const work = contenders.map((): number[] => [])
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if ('absent' in contender) continue
      await contender.prepare?.()
      const started = performance.now()
      const before = process.cpuUsage()
      await contender.run()
      if (round < 0) continue
      times[index]?.push(performance.now() - started)
      const { user, system } = process.cpuUsage(before)
      work[index]?.push((user + system) / 1000)
    }
  }
  const reference = summary(times.at(-1) ?? [])
  const leastWork = summary(work.at(-1) ?? []).min
  const timings = contenders.map((contender, index): Timing | Absentee => {
    if ('absent' in contender) return { name: contender.name, absent: contender.absent }
    const { min, median } = summary(times[index] ?? [])
    const cpu = summary(work[index] ?? []).min
    return {
      name: contender.name,
      min,
      median,
      ratio: median / reference.median,
      minRatio: min / reference.min,
      cpu,
      cpuRatio: cpu / leastWork,
    }
  })
  return { title, aim, timings }
}

function summary(times: readonly number[]): { min: number; median: number } {
  const sorted = [...times].sort((a, b) => a - b)
  return { min: sorted[0] ?? Number.NaN, median: sorted[sorted.length >> 1] ?? Number.NaN }
}

/** The comparison as lines of text: every contender's times and its ratios to the reference. */
export function asText({ title, aim, timings }: Comparison): string {
  const lines = timings.map((timing) => {
    const name = `  ${timing.name.padEnd(44)}`
    if ('absent' in timing) return `${name} ${timing.absent}`
    return `${name} ${timing.min.toFixed(1).padStart(10)} ${timing.median.toFixed(1).padStart(10)} ${timing.ratio.toFixed(2).padStart(9)}x ${timing.minRatio.toFixed(2).padStart(9)}x ${timing.cpuRatio.toFixed(2).padStart(9)}x`
  })
  return [
    `${title}  (aim: ${aim})`,
    `  ${''.padEnd(44)} ${'min ms'.padStart(10)} ${'median ms'.padStart(10)} ${'ratio'.padStart(10)} ${'of mins'.padStart(10)} ${'of work'.padStart(10)}`,
    ...lines,
  ].join('\n')
}
