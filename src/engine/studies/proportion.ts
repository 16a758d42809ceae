import type { Interval } from '../../contract/study-result.ts'
import { wilsonInterval } from './statistics/proportions.ts'

/** Wilson's score interval of a share at 95 %; null where nothing was counted. */
export function wilson(made: number, of: number): Interval | null {
  if (of === 0) return null
  const { lower, upper } = wilsonInterval({ successes: made, trials: of })
  return { from: lower, to: upper, level: 0.95 }
}
