/**
 * A series with its lone extremes drawn to the median of their neighbours: values more than 12 typical steps from the median of the seven around
 * them. So far out that ordinary series have none; the first and last three stay, since they may be a new level, and so do values among which
 * most steps are 0.
 */
export function withoutExtremes(values: Float64Array): Float64Array {
  const n = values.length
  if (n < 12) return values
  const limit = 12 * median(values.slice(1).map((at, i) => Math.abs(at - values[i]!)))
  if (!(limit > 0)) return values
  return values.map((at, i) => {
    if (i < 3 || i >= n - 3) return at
    const middle = median(values.subarray(i - 3, i + 4))
    return Math.abs(at - middle) > limit ? middle : at
  })
}

function median(values: Float64Array): number {
  const ordered = values.toSorted()
  const half = ordered.length >> 1
  return ordered.length % 2 === 1 ? ordered[half]! : (ordered[half - 1]! + ordered[half]!) / 2
}
