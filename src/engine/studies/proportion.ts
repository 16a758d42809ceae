import type { Interval } from '../../contract/study-result.ts'

const z95 = 1.959963984540054

/** Wilson's score interval of a share at 95 % (E. B. Wilson 1927); null where nothing was counted. */
export function wilson(made: number, of: number): Interval | null {
  if (of === 0) return null
  const share = made / of
  const square = z95 * z95
  const middle = (share + square / (2 * of)) / (1 + square / of)
  const half = (z95 / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half), level: 0.95 }
}
