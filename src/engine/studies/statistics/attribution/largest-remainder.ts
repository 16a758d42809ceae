/**
 * Divides a whole amount (of cents, say) by weights so that the parts are whole and add up to it exactly: each gets its share rounded down, and
 * what is left goes one by one to the largest fractions, to the earlier one of equals (Hare and Niemeyer). Negative amounts are divided alike.
 * Throws RangeError where the amount isn't a safe whole number, a weight is negative, or all are 0.
 */
export function divided(amount: number, weights: ArrayLike<number>): number[] {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} isn't a whole amount`)
  let sum = 0
  for (let i = 0; i < weights.length; i += 1) {
    if (!(weights[i]! >= 0 && Number.isFinite(weights[i]!))) throw new RangeError(`${weights[i]} isn't a weight`)
    sum += weights[i]!
  }
  if (!(sum > 0)) throw new RangeError('nothing to divide by')
  const size = Math.abs(amount)
  const shares = Array.from(weights, (weight) => size * (weight / sum))
  const parts = shares.map(Math.floor)
  let left = size - parts.reduce((total, part) => total + part, 0)
  const order = shares.map((_, i) => i).filter((i) => weights[i]! > 0)
  order.sort((i, j) => shares[j]! - parts[j]! - (shares[i]! - parts[i]!) || i - j)
  // Beyond 2^53 / count the floors may miss by more than one each, or be too large together.
  for (let k = 0; left !== 0; k += 1) {
    const i = order[k % order.length]!
    const step = left > 0 ? 1 : parts[i]! > 0 ? -1 : 0
    parts[i]! += step
    left -= step
  }
  return amount < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts
}
