export interface Contender {
  readonly name: string
  run(): Promise<void>
  /** Puts things back before a run; not timed. */
  prepare?(): Promise<void>
}

export interface Timing {
  readonly name: string
  readonly min: number
  readonly median: number
}

export interface Comparison {
  readonly title: string
  readonly aim: string
  /** The reference every ratio is taken against is the last contender. */
  readonly timings: readonly Timing[]
}

/** Runs the contenders in turn, round by round, after one discarded round: what slows the machine slows them alike. Milliseconds. */
export async function compare(title: string, aim: string, contenders: readonly Contender[], rounds: number): Promise<Comparison> {
  const times = contenders.map((): number[] => [])
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      await contender.prepare?.()
      const started = performance.now()
      await contender.run()
      if (round >= 0) times[index]?.push(performance.now() - started)
    }
  }
  return { title, aim, timings: contenders.map(({ name }, index) => ({ name, ...summary(times[index] ?? []) })) }
}

function summary(times: readonly number[]): { min: number; median: number } {
  const sorted = [...times].sort((a, b) => a - b)
  return { min: sorted[0] ?? Number.NaN, median: sorted[sorted.length >> 1] ?? Number.NaN }
}

/** The comparison as lines of text: every contender's times and its ratio to the reference, by medians. */
export function asText({ title, aim, timings }: Comparison): string {
  const reference = timings.at(-1)
  const lines = timings.map((timing) => {
    const ratio = reference === undefined ? Number.NaN : timing.median / reference.median
    return `  ${timing.name.padEnd(44)} ${timing.min.toFixed(1).padStart(10)} ${timing.median.toFixed(1).padStart(10)} ${ratio.toFixed(2).padStart(8)}x`
  })
  return [
    `${title}  (aim: ${aim})`,
    `  ${''.padEnd(44)} ${'min ms'.padStart(10)} ${'median ms'.padStart(10)} ${'ratio'.padStart(9)}`,
    ...lines,
  ].join('\n')
}
