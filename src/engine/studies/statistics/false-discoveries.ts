/**
 * p values adjusted for how many there are (Benjamini and Hochberg 1995), in the order given: of those at or below q at most the share q is
 * expected to be chance. Throws RangeError at what is no probability.
 */
export function adjustedForDiscoveries(ps: ArrayLike<number>): Float64Array {
  const n = ps.length
  for (let i = 0; i < n; i += 1) if (!(ps[i]! >= 0 && ps[i]! <= 1)) throw new RangeError(`${ps[i]} isn't a probability`)
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => ps[j]! - ps[i]!)
  const adjusted = new Float64Array(n)
  let lowest = 1
  for (const [k, i] of order.entries()) {
    lowest = Math.min(lowest, (ps[i]! * n) / (n - k))
    adjusted[i] = lowest
  }
  return adjusted
}
