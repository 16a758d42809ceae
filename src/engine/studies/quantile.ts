import { quantileOf } from './statistics/bootstrap.ts'

/** A quantile between neighbours, as quantile_cont and PERCENTILE.INC take it; null of nothing. `sorted` rises. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  return sorted.length === 0 ? null : quantileOf(sorted, share)
}
