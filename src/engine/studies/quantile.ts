/** A quantile between neighbours, as quantile_cont and PERCENTILE.INC take it; null of nothing. `sorted` rises. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const place = share * (sorted.length - 1)
  const [lower, upper] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return lower + (upper - lower) * (place - Math.floor(place))
}
