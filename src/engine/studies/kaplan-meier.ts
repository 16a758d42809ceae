/** A step of a survival curve: from `time` on, this share has not ended yet. */
export interface SurvivalStep {
  readonly time: number
  readonly share: number
}

/**
 * The product-limit estimate of E. L. Kaplan and P. Meier (1958): what has not ended by its time counts as not ended up to then and is left out
 * afterwards. Times that end stand before censored ones of the same length.
 */
export function survival(times: ArrayLike<number>, hasEnded: ArrayLike<number>): SurvivalStep[] {
  const order = Array.from({ length: times.length }, (_, place) => place).toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0))
  const steps: SurvivalStep[] = []
  let share = 1
  for (let start = 0; start < order.length;) {
    const time = times[order[start] ?? 0] ?? 0
    let end = start
    let ended = 0
    while (end < order.length && times[order[end] ?? 0] === time) {
      ended += hasEnded[order[end] ?? 0] === 0 ? 0 : 1
      end += 1
    }
    if (ended > 0) {
      share *= 1 - ended / (order.length - start)
      steps.push({ time, share })
    }
    start = end
  }
  return steps
}

// Products of shares that should meet a quantile miss it by the last digits of a double.
const tiny = 1e-12

/** The first time by which this share has ended; null where so many have not ended yet. */
export function survivalQuantile(steps: readonly SurvivalStep[], ended: number): number | null {
  return steps.find(({ share }) => share <= 1 - ended + tiny)?.time ?? null
}
