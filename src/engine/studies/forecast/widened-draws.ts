import { wideningAt, type Spread } from './replay.ts'

/** Levels at which the widening is worked out; between them it goes straight. */
const levels = [0.01, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999] as const

/** Rising draws moved away from their middle, each as far as a range that ends at its place is widened. */
export function widened(draws: Float64Array, middle: number, spread: Spread): Float64Array {
  const factors = levels.map((level) => wideningAt(level, spread))
  return draws.map((sum, place) => {
    const level = Math.abs((2 * place + 1) / draws.length - 1)
    return middle + between(level, factors) * (sum - middle)
  })
}

function between(level: number, factors: readonly number[]): number {
  const above = levels.findIndex((one) => one >= level)
  if (above === -1) return factors.at(-1) ?? 1
  if (above === 0) return factors[0] ?? 1
  const [low, high] = [levels[above - 1] ?? 0, levels[above] ?? 1]
  const [from, to] = [factors[above - 1] ?? 1, factors[above] ?? 1]
  return from + ((to - from) * (level - low)) / (high - low)
}
