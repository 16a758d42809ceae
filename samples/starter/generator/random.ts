export interface Random {
  /** 0 <= x < 1 */
  next(): number
  /** Both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  weighted<T>(list: readonly T[], weight: (item: T) => number): T
  /** A right-skewed duration around its median, as stage stays and response times are. */
  around(median: number): number
}

// Deciles of a log-normal shape, kept as a table: Math.exp and Math.log may differ in the last bit between machines.
const shape = [0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.45, 1.9, 2.6, 4.2] as const

/** mulberry32, seeded by a name, so that a change in one part of the company leaves the others as they were. */
export function seededRandom(name: string): Random {
  let state = 2166136261
  for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const weighted = <T>(list: readonly T[], weight: (item: T) => number): T => {
    let left = next() * list.reduce((sum, item) => sum + weight(item), 0)
    for (const item of list) {
      left -= weight(item)
      if (left < 0) return item
    }
    return pick(list.slice(-1))
  }
  const around = (median: number) => {
    const place = next() * (shape.length - 1)
    const below = shape[Math.floor(place)] ?? 1
    const above = shape[Math.floor(place) + 1] ?? below
    return median * (below + (above - below) * (place - Math.floor(place)))
  }
  return { next, int: (from, to) => from + Math.floor(next() * (to - from + 1)), chance: (p) => next() < p, pick, weighted, around }
}
